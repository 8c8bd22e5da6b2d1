package dev.triggerfish.logs.metric;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the values of one period.
 *
 * @param samples how many
 * @param sum of them
 * @param minimum of them
 * @param maximum of them
 * @param distribution null if only the other four were put, or it has not been read
 */
record Statistics(
    double samples,
    double sum,
    double minimum,
    double maximum,
    @Nullable Distribution distribution) {

  /** A value that occurred some times. */
  static Statistics of(double value, double times) {
    return new Statistics(times, value * times, value, value, Distribution.of(value, times));
  }

  /** Values and how often each occurred. */
  static Statistics of(List<Double> values, List<? extends Number> times) {
    var all = of(values.getFirst(), times.getFirst().doubleValue());
    for (var at = 1; at < values.size(); at++) {
      all = all.and(of(values.get(at), times.get(at).doubleValue()));
    }
    return all;
  }

  /**
   * A statistic set: the values themselves are known only if all are the same.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html">
   *     Percentiles of statistic sets</a>
   */
  static Statistics ofSet(double samples, double sum, double minimum, double maximum) {
    var same = minimum == maximum && sum == minimum * samples;
    return new Statistics(
        samples, sum, minimum, maximum, same ? Distribution.of(minimum, samples) : null);
  }

  Statistics and(Statistics other) {
    return new Statistics(
        samples + other.samples,
        sum + other.sum,
        Math.min(minimum, other.minimum),
        Math.max(maximum, other.maximum),
        distribution == null || other.distribution == null
            ? null
            : Distribution.merge(distribution, other.distribution));
  }

  double average() {
    return sum / samples;
  }
}
