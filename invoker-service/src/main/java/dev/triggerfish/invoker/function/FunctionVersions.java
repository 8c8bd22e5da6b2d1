package dev.triggerfish.invoker.function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.invoker.code.CodeStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What each function runs, from memory; read from the store at first use and after a change. A
 * function that does not exist is looked up each time. {@link #forget} is also the place for word
 * from other processes.
 */
final class FunctionVersions implements FunctionResolver {

  private static final int MOST_IN_MEMORY = 10_000;

  private final FunctionStore store;
  private final CodeStore codes;
  private final Cache<FunctionKey, @Nullable Picture> pictures =
      Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

  FunctionVersions(FunctionStore store, CodeStore codes) {
    this.store = store;
    this.codes = codes;
  }

  /** A function at one moment: with a version that can run, or without. */
  private record Picture(LifeCycle lifeCycle, @Nullable FunctionVersion latest) {}

  @Override
  public ResolvedFunction resolve(
      String accountId, String region, String name, @Nullable String qualifier) {
    var key = new FunctionKey(accountId, region, name);
    var version = Objects.requireNonNullElse(qualifier, FunctionVersion.LATEST);
    var picture = version.equals(FunctionVersion.LATEST) ? pictures.get(key, this::read) : null;
    if (picture == null) {
      throw FunctionErrors.notFound(key, version);
    }
    if (picture.latest() == null) {
      throw FunctionErrors.unavailable(picture.lifeCycle());
    }
    return new ResolvedFunction(picture.latest(), key.arn(qualifier));
  }

  /** Has a function read again; to be called when its change is durable. */
  void forget(FunctionKey key) {
    pictures.invalidate(key);
  }

  /** A snapshot as the rest of the invoker knows it. */
  FunctionVersion version(StoredFunction function, Snapshot snapshot) {
    var settings = snapshot.settings();
    var key = function.key();
    return new FunctionVersion(
        key.accountId(),
        key.region(),
        key.name(),
        function.version(),
        snapshot.id(),
        settings.runtime(),
        settings.handler(),
        settings.role(),
        settings.timeout(),
        settings.memorySize(),
        settings.ephemeralStorage(),
        Objects.requireNonNullElse(settings.environment(), Map.of()),
        codes.folder(snapshot.code().sha256()),
        List.of(),
        FunctionReplies.logGroup(settings, key.name()),
        "Text");
  }

  private @Nullable Picture read(FunctionKey key) {
    var function = store.find(key, FunctionVersion.LATEST);
    if (function == null) {
      return null;
    }
    var serving = function.serving();
    if (serving == null) {
      return new Picture(function.lifeCycle(), null);
    }
    codes.unpacked(serving.code().sha256());
    return new Picture(function.lifeCycle(), version(function, serving));
  }
}
