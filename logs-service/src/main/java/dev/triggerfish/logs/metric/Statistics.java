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

  /** Values and how often each occurred; at least one. */
  static Statistics of(List<Double> values, List<? extends Number> times) {
    var samples = 0.0;
    var sum = 0.0;
    var minimum = Double.POSITIVE_INFINITY;
    var maximum = Double.NEGATIVE_INFINITY;
    for (var at = 0; at < values.size(); at++) {
      double value = values.get(at);
      var often = times.get(at).doubleValue();
      samples += often;
      sum += value * often;
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
    }
    return new Statistics(samples, sum, minimum, maximum, Distribution.of(values, times));
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
        samples,
        sum,
        minimum,
        maximum,
        same ? Distribution.of(List.of(minimum), List.of(samples)) : null);
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
