package dev.triggerfish.invoker.code;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.storage.ServiceStorage;
import java.time.Clock;

/** A code store for other packages' tests. */
public final class CodeFixture {

  private CodeFixture() {}

  public static CodeStore codeStore(ServiceStorage storage) {
    return new CodeConfiguration().codeStore(storage);
  }

  public static CodeIntake codeIntake(CodeStore store, AwsClients clients) {
    return new CodeConfiguration().codeIntake(store, clients);
  }

  public static CodeLinks codeLinks() {
    return new CodeLinks(() -> "http://localhost:4566", Clock.systemUTC());
  }

  /** Removes a package, needed or not. */
  public static void lose(CodeStore store, String sha256) {
    store.remove(sha256, name -> false);
  }
}
