package dev.triggerfish.logs.metric;

import java.util.List;

/**
 * Values of a metric on their way into the store.
 *
 * @param metric which one
 * @param timestamp in seconds since the epoch
 * @param unit as CloudWatch names it
 * @param highResolution whether it is kept by the second too
 * @param statistics of the values
 */
public record MetricSample(
    MetricKey metric, long timestamp, String unit, boolean highResolution, Statistics statistics) {

  /** Values of one minute, and how often each occurred. */
  public static MetricSample ofMinute(
      MetricKey metric, long minute, String unit, List<Double> values, List<Long> counts) {
    return new MetricSample(metric, minute, unit, false, Statistics.of(values, counts));
  }
}
