package dev.triggerfish.invoker.concurrency;

/**
 * Counts what happened within a span of time that ends now. The span moves on in small steps, so
 * that room comes back bit by bit, and what was not used is not saved up: no interval of that
 * length, wherever it begins, ever sees more than the limit. To be used under its owner's lock.
 */
final class RateWindow {

  private static final int STEPS = 1_000;

  private final long stepNanos;

  /** An interval that begins within a step touches one step more than it is long. */
  private final int[] counts = new int[STEPS + 1];

  private final long originNanos;
  private long step;
  private int sum;

  /**
   * @param spanNanos its length
   * @param nowNanos wall time, as {@link System#nanoTime()} has it
   */
  RateWindow(long spanNanos, long nowNanos) {
    this.stepNanos = spanNanos / STEPS;
    this.originNanos = nowNanos;
  }

  /** Counts one more, or returns false if the limit has been reached. */
  boolean tryTake(long nowNanos, int limit) {
    advance((nowNanos - originNanos) / stepNanos);
    if (sum >= limit) {
      return false;
    }
    counts[(int) (step % counts.length)]++;
    sum++;
    return true;
  }

  private void advance(long to) {
    var passed = Math.min(to - step, counts.length);
    for (var i = 1; i <= passed; i++) {
      var at = (int) ((step + i) % counts.length);
      sum -= counts[at];
      counts[at] = 0;
    }
    step = Math.max(step, to);
  }
}
