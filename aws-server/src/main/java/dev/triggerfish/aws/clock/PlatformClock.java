package dev.triggerfish.aws.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * Platform time: what retries, ages, batch windows, idle reaping, retention and token expiry go by.
 * It can be advanced, and only forward. Wall time (signatures, time-outs of running functions,
 * sockets) is not taken from here.
 */
public interface PlatformClock {

  /** The present platform time. */
  Instant now();

  /** Milliseconds since the epoch, platform time. */
  default long millis() {
    return now().toEpochMilli();
  }

  /**
   * Runs a task, on a thread of its own, once platform time has moved on by the delay.
   *
   * @return to cancel it by
   */
  Task schedule(Duration delay, Runnable task);

  /** Something scheduled. */
  interface Task {
    /** Keeps it from running, unless it has already begun. */
    void cancel();
  }
}
