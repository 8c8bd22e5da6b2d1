package dev.triggerfish.logs.logevent;

import dev.triggerfish.aws.clock.PlatformClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Has events trimmed, every ten seconds of platform time. */
final class LogEventTrimming implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(LogEventTrimming.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final LogEventTrimmer trimmer;
  private final PlatformClock clock;
  private PlatformClock.@Nullable Task next;
  private boolean running;

  LogEventTrimming(LogEventTrimmer trimmer, PlatformClock clock) {
    this.trimmer = trimmer;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    running = true;
    next = clock.schedule(PERIOD, this::run);
  }

  private void run() {
    try {
      trimmer.trim(clock.now());
    } catch (DataAccessException e) {
      log.warn("Log events could not be trimmed, trying again in {}", PERIOD, e);
    } finally {
      again();
    }
  }

  private synchronized void again() {
    if (running) {
      next = clock.schedule(PERIOD, this::run);
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    if (next != null) {
      next.cancel();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }
}
