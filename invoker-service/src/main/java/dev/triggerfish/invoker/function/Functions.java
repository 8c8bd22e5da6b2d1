package dev.triggerfish.invoker.function;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.invoker.code.CodeStore;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The functions of this process: every change goes through here, so that it becomes durable first,
 * then visible to invocations, then known to those who hold environments. What is created or
 * updated is deployed in the background; what a former process left undone is finished at start.
 */
final class Functions implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Functions.class);

  private final FunctionStore store;
  private final FunctionVersions versions;
  private final CodeStore codes;
  private final PlatformClock clock;
  private final Duration deploymentDelay;
  private final Supplier<? extends Iterable<FunctionChanges>> listeners;
  private volatile boolean running;

  Functions(
      FunctionStore store,
      FunctionVersions versions,
      CodeStore codes,
      PlatformClock clock,
      Duration deploymentDelay,
      Supplier<? extends Iterable<FunctionChanges>> listeners) {
    this.store = store;
    this.versions = versions;
    this.codes = codes;
    this.clock = clock;
    this.deploymentDelay = deploymentDelay;
    this.listeners = listeners;
  }

  /** {@code $LATEST}, or AWS's error with the ARN as it was asked for. */
  StoredFunction require(FunctionKey key, @Nullable String qualifier) {
    var known = qualifier == null || qualifier.equals(FunctionVersion.LATEST);
    var function = known ? store.find(key, FunctionVersion.LATEST) : null;
    if (function == null) {
      throw FunctionErrors.notFound(key, qualifier);
    }
    return function;
  }

  /** {@code $LATEST} if it can be updated now, and has the revision that the client means. */
  StoredFunction requireUpdatable(FunctionName name, @Nullable String revisionId) {
    var function = require(FunctionKey.of(name), name.qualifier());
    if (revisionId != null && !revisionId.equals(function.revisionId())) {
      throw FunctionErrors.staleRevision();
    }
    if (function.lifeCycle() == LifeCycle.UPDATING) {
      throw FunctionErrors.updateInProgress(function.key());
    }
    if (!function.lifeCycle().canBecome(LifeCycle.UPDATING)) {
      throw FunctionErrors.unavailable(function.lifeCycle());
    }
    return function;
  }

  /** Refuses a name that is taken. */
  void requireAbsent(FunctionKey key) {
    if (store.find(key, FunctionVersion.LATEST) != null) {
      throw FunctionErrors.exists(key);
    }
  }

  /** Adds a function, to be deployed. */
  void create(StoredFunction function, Map<String, String> tags) {
    if (!store.insert(function, tags)) {
      throw FunctionErrors.exists(function.key());
    }
    versions.forget(function.key());
    deployLater(function);
  }

  /** Replaces a function by an updated one, to be deployed, unless somebody else was faster. */
  void update(StoredFunction before, StoredFunction updated) {
    if (!store.replace(before.revisionId(), updated)) {
      throw FunctionErrors.updateInProgress(before.key());
    }
    versions.forget(before.key());
    deployLater(updated);
  }

  /** Removes a function. */
  void delete(FunctionKey key, @Nullable String qualifier) {
    var last = store.find(key, FunctionVersion.LATEST);
    if (last == null || !store.delete(key)) {
      throw FunctionErrors.notFound(key, qualifier);
    }
    versions.forget(key);
    var serving = last.serving();
    if (serving != null) {
      var version = versions.version(last, serving);
      tell(listener -> listener.functionDeleted(version));
    }
  }

  @Override
  public void start() {
    running = true;
    store.inProgress().forEach(this::deployLater);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void deployLater(StoredFunction function) {
    clock.schedule(deploymentDelay, () -> deploy(function));
  }

  private void deploy(StoredFunction function) {
    try {
      var outcome = outcome(function);
      if (!store.replace(function.revisionId(), outcome)) {
        // Deleted meanwhile, and perhaps created again: that one has a deployment of its own.
        return;
      }
      versions.forget(function.key());
      announce(function.serving(), outcome);
    } catch (RuntimeException e) {
      LOG.error("{} could not be deployed; tried again at the next start", function.key(), e);
    }
  }

  private StoredFunction outcome(StoredFunction function) {
    try {
      codes.unpacked(function.code().sha256());
      return function.deployed();
    } catch (RuntimeException e) {
      LOG.error("The code of {} could not be unpacked", function.key(), e);
      return function.failed();
    }
  }

  private void announce(@Nullable Snapshot before, StoredFunction now) {
    var serving = now.serving();
    if (before == null || serving == null || before.id().equals(serving.id())) {
      return;
    }
    var current = versions.version(now, serving);
    tell(listener -> listener.functionUpdated(before.id(), current));
  }

  private void tell(Consumer<FunctionChanges> change) {
    for (var listener : listeners.get()) {
      try {
        change.accept(listener);
      } catch (RuntimeException e) {
        LOG.error("{} did not take the change of a function", listener, e);
      }
    }
  }
}
