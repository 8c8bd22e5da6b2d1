package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.invoker.code.CodeStore;
import dev.triggerfish.invoker.function.ChangeAnnouncer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Deploys in the background what was created, updated or published; what a former process left
 * undone is finished at start.
 */
final class Deployments implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

  private final FunctionStore store;
  private final FunctionVersions versions;
  private final CodeStore codes;
  private final PlatformClock clock;
  private final Duration delay;
  private final ChangeAnnouncer announcer;
  private volatile boolean running;

  Deployments(
      FunctionStore store,
      FunctionVersions versions,
      CodeStore codes,
      PlatformClock clock,
      Duration delay,
      ChangeAnnouncer announcer) {
    this.store = store;
    this.versions = versions;
    this.codes = codes;
    this.clock = clock;
    this.delay = delay;
    this.announcer = announcer;
  }

  @Override
  public void start() {
    running = true;
    store.inProgress().forEach(this::begin);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Has a version deployed, if there is anything left to do for it. */
  void begin(StoredFunction function) {
    if (function.lifeCycle().inProgress()) {
      clock.schedule(delay, () -> deploy(function));
    }
  }

  private void deploy(StoredFunction function) {
    try {
      var outcome = outcome(function);
      if (!store.replace(function.revisionId(), outcome)) {
        // Deleted meanwhile, and perhaps created again: that one has a deployment of its own.
        return;
      }
      versions.forget(function.key(), function.version());
      announce(function.serving(), outcome);
    } catch (RuntimeException e) {
      LOG.error("{} could not be deployed; tried again at the next start", function.key(), e);
    }
  }

  private StoredFunction outcome(StoredFunction function) {
    try {
      codes.prepare(function.code().sha256(), function.settings().layerCodes());
      return function.deployed();
    } catch (RuntimeException e) {
      LOG.error("The code of {} could not be unpacked", function.key(), e);
      return function.failed();
    }
  }

  private void announce(@Nullable Deployment before, StoredFunction now) {
    var serving = now.serving();
    if (before == null || serving == null || before.id().equals(serving.id())) {
      return;
    }
    announcer.functionUpdated(before.id(), versions.version(now, serving));
  }
}
