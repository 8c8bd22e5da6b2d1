package dev.triggerfish.logs.metric;

import java.time.Instant;
import java.util.Set;

/**
 * A span of time, cut into periods from its start on.
 *
 * @param start in seconds since the epoch
 * @param end excluded
 * @param length of a period, in seconds
 */
record Periods(long start, long end, int length) {

  private static final int MINUTE = 60;

  /** Below a minute, which only metrics of high resolution have data for. */
  private static final Set<Integer> SHORT = Set.of(1, 5, 10, 20, 30);

  /**
   * As CloudWatch rounds: down to the minute, or to the period where that is shorter.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html">
   *     GetMetricStatistics</a>
   */
  static Periods between(Instant start, Instant end, int length) {
    var unit = Math.min(length, MINUTE);
    var first = Math.floorDiv(start.getEpochSecond(), unit) * unit;
    var last = end.getEpochSecond() + (end.getNano() > 0 ? 1 : 0);
    return new Periods(first, last, length);
  }

  static boolean isLength(int seconds) {
    return SHORT.contains(seconds) || (seconds > 0 && seconds % MINUTE == 0);
  }

  /** How many there are. */
  long count() {
    return Math.ceilDiv(end - start, (long) length);
  }

  /** The first second of the period that a second is in. */
  long of(long second) {
    return start + Math.floorDiv(second - start, (long) length) * length;
  }

  int resolution() {
    return length < MINUTE ? MetricPoints.SECOND : MetricPoints.MINUTE;
  }
}
