package dev.triggerfish.logs.metric;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.logs.metric.MetricPoints.PointRange;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads metrics by period. */
final class MetricReader {

  private final MetricStore metrics;
  private final MetricPoints points;

  MetricReader(MetricStore metrics, Database database) {
    this.metrics = metrics;
    this.points = new MetricPoints(database);
  }

  /**
   * What a metric holds, by the first second of the period and by unit.
   *
   * @param unit null for any
   * @param statistics that will be asked for
   */
  SortedMap<Long, Map<String, Statistics>> read(
      MetricKey metric,
      Periods periods,
      @Nullable String unit,
      Collection<? extends Statistic> statistics) {
    var found = new TreeMap<Long, Map<String, Statistics>>();
    var id = metrics.find(metric);
    if (id != null) {
      var distribution = statistics.stream().anyMatch(Statistic::needsDistribution);
      var range =
          new PointRange(periods.resolution(), periods.start(), periods.end(), unit, distribution);
      points.read(
          id,
          range,
          (start, of, values) ->
              found
                  .computeIfAbsent(periods.of(start), _ -> new TreeMap<>())
                  .merge(of, values, Statistics::and));
    }
    return found;
  }
}
