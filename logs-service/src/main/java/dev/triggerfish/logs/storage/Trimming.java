package dev.triggerfish.logs.storage;

import dev.triggerfish.aws.clock.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Has something trimmed, again and again, in platform time. */
public final class Trimming implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Trimming.class);

  private final String what;
  private final Duration period;
  private final Consumer<Instant> trimmer;
  private final PlatformClock clock;
  private PlatformClock.@Nullable Task next;
  private boolean running;

  /**
   * @param what is trimmed, for the log
   * @param period between two times
   * @param trimmer is told the present platform time
   */
  public Trimming(String what, Duration period, Consumer<Instant> trimmer, PlatformClock clock) {
    this.what = what;
    this.period = period;
    this.trimmer = trimmer;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    running = true;
    next = clock.schedule(period, this::run);
  }

  private void run() {
    try {
      trimmer.accept(clock.now());
    } catch (DataAccessException e) {
      log.warn("{} could not be trimmed, trying again in {}", what, period, e);
    } finally {
      again();
    }
  }

  private synchronized void again() {
    if (running) {
      next = clock.schedule(period, this::run);
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
