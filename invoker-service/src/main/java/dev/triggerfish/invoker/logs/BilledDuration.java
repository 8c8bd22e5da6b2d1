package dev.triggerfish.invoker.logs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is billed for an invocation. With a quantum of 1 ms, as AWS bills today, INIT is billed too;
 * with a coarser one, as before December 2020, it is not.
 *
 * @param quantum what durations are rounded up to; at least 1 ms
 * @see <a href="https://aws.amazon.com/lambda/pricing/">Lambda pricing</a>
 */
public record BilledDuration(Duration quantum) {

  private static final Duration TODAY = Duration.ofMillis(1);

  /** Checks the range. */
  public BilledDuration {
    if (quantum.compareTo(TODAY) < 0) {
      throw new IllegalArgumentException("triggerfish.billing.quantum must be at least 1ms");
    }
  }

  /**
   * Milliseconds to bill.
   *
   * @param duration of the invocation
   * @param init of a cold start, or null
   */
  public long millis(Duration duration, @Nullable Duration init) {
    var nanos = duration.toNanos();
    if (init != null && quantum.equals(TODAY)) {
      nanos += init.toNanos();
    }
    var unit = quantum.toNanos();
    var units = Math.max(1, Math.ceilDiv(nanos, unit));
    return units * unit / 1_000_000;
  }
}
