package dev.triggerfish.invoker.functionlifecycle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.invoker.code.CodeStore;
import dev.triggerfish.invoker.function.FunctionAliases;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What each version runs, from memory; read from the store at first use and after a change. What
 * does not exist is looked up each time. {@link #forget} is also the place for word from other
 * processes.
 */
final class FunctionVersions implements FunctionResolver {

  private static final int MOST_IN_MEMORY = 10_000;

  private final FunctionStore store;
  private final CodeStore codes;
  private final FunctionAliases aliases;
  private final Cache<VersionKey, @Nullable CachedVersion> cached =
      Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

  FunctionVersions(FunctionStore store, CodeStore codes, FunctionAliases aliases) {
    this.store = store;
    this.codes = codes;
    this.aliases = aliases;
  }

  private record VersionKey(FunctionKey function, String version) {}

  /** A version at one moment: able to run, or not. */
  private record CachedVersion(LifeCycle lifeCycle, @Nullable FunctionVersion runnable) {}

  @Override
  public ResolvedFunction resolve(
      String accountId, String region, String name, @Nullable String qualifier) {
    var key = new FunctionKey(accountId, region, name);
    var addressed = Objects.requireNonNullElse(qualifier, FunctionVersion.LATEST);
    var version =
        FunctionVersion.isVersion(addressed) ? cached(key, addressed) : drawn(key, addressed);
    if (version == null) {
      throw FunctionErrors.notFound(key, addressed);
    }
    if (version.runnable() == null) {
      throw FunctionErrors.unavailable(version.lifeCycle().state());
    }
    return new ResolvedFunction(version.runnable(), key.arn(qualifier));
  }

  /** The version of an alias that this invocation falls to. */
  private @Nullable CachedVersion drawn(FunctionKey key, String alias) {
    var route = aliases.route(key, alias);
    while (route != null) {
      var version = cached(key, route.draw(ThreadLocalRandom.current().nextDouble()));
      var now = version == null ? aliases.route(key, alias) : route;
      if (route.equals(now)) {
        return version;
      }
      // The alias was moved, and its former version deleted, since it was looked up.
      route = now;
    }
    return null;
  }

  private @Nullable CachedVersion cached(FunctionKey key, String version) {
    return cached.get(new VersionKey(key, version), this::read);
  }

  /** Has a version read again; to be called when its change is durable. */
  void forget(FunctionKey key, String version) {
    cached.invalidate(new VersionKey(key, version));
  }

  /** A deployment as the rest of the invoker knows it. */
  FunctionVersion version(StoredFunction function, Deployment deployment) {
    var settings = deployment.settings();
    var key = function.key();
    var layers = settings.layerCodes();
    return new FunctionVersion(
        key.accountId(),
        key.region(),
        key.name(),
        function.version(),
        deployment.id(),
        settings.runtime(),
        settings.handler(),
        settings.role(),
        settings.timeout(),
        settings.memorySize(),
        settings.ephemeralStorage(),
        deployment.code().architectures().getFirst(),
        Objects.requireNonNullElse(settings.environment(), Map.of()),
        codes.folder(deployment.code().sha256()),
        layers.isEmpty() ? List.of() : List.of(codes.mergedFolder(layers)),
        FunctionReplies.logGroup(settings, key.name()),
        "Text");
  }

  private @Nullable CachedVersion read(VersionKey key) {
    var function = store.find(key.function(), key.version());
    if (function == null) {
      return null;
    }
    var serving = function.serving();
    if (serving == null) {
      return new CachedVersion(function.lifeCycle(), null);
    }
    codes.prepare(serving.code().sha256(), serving.settings().layerCodes());
    return new CachedVersion(function.lifeCycle(), version(function, serving));
  }
}
