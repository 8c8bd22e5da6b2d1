package dev.triggerfish.aws.metric;

import dev.triggerfish.contracts.MetricBatch.Charge;
import dev.triggerfish.contracts.MetricBatch.Series;
import java.util.List;

/** Measures in memory until somebody takes what has come together. */
@FunctionalInterface
public interface MetricSource {

  /** Takes what has been measured since the last call; asked every second, on one thread. */
  Taken take();

  /**
   * What was measured.
   *
   * @param series data points
   * @param charges what is billed
   */
  record Taken(List<Series> series, List<Charge> charges) {}
}
