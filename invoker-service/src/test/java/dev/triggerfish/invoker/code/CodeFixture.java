package dev.triggerfish.invoker.code;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.content.FileTrees;
import dev.triggerfish.aws.storage.ServiceStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Objects;

/** A code store for other packages' tests. */
public final class CodeFixture {

  private CodeFixture() {}

  public static CodeStore codeStore(ServiceStorage storage) {
    return new CodeStore(storage.folder("invoker").resolve("code"), CodeLimits.LAMBDA, _ -> true);
  }

  public static CodeIntake codeIntake(CodeStore store, AwsClients clients) {
    return new CodeConfiguration().codeIntake(store, clients);
  }

  public static CodeLinks codeLinks() {
    return new CodeLinks(() -> "http://localhost:4566", Clock.systemUTC());
  }

  /** Removes a package, needed or not. */
  public static void lose(CodeStore store, String sha256) {
    try {
      Files.delete(Objects.requireNonNull(store.find(sha256)));
      FileTrees.delete(store.folder(sha256));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
