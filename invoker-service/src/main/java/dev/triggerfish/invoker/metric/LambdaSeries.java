package dev.triggerfish.invoker.metric;

import dev.triggerfish.aws.metric.DataPoints;
import dev.triggerfish.aws.metric.MetricSource.Taken;
import dev.triggerfish.contracts.MetricBatch.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the metrics of AWS/Lambda of what was measured. As in AWS, each invocation is a data point
 * of Errors and of Throttles too, with the value 0 if it was neither: so their averages are rates.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Types
 *     of metrics for Lambda functions</a>
 */
final class LambdaSeries {

  private static final String COUNT = "Count";

  private final DataPoints points = new DataPoints();

  private LambdaSeries() {}

  static Taken taken(Measured measured) {
    return new Taken(of(measured), measured.charges());
  }

  static List<Series> of(Measured measured) {
    var counted = new LambdaSeries();
    measured
        .counts()
        .forEach(
            (of, counts) ->
                of.target()
                    .scopes()
                    .forEach(scope -> counted.addCounts(scope, of.minute(), counts)));
    measured
        .peaks()
        .forEach(
            (of, peak) ->
                counted.add(of.gauge().scope(), of.gauge().metric(), COUNT, of.minute(), peak, 1));
    var all = new ArrayList<>(counted.points.series());
    all.addAll(measured.values().series());
    return all;
  }

  private void addCounts(Scope scope, long minute, Counts counts) {
    var invocations = counts.succeeded + counts.failed;
    add(scope, "Invocations", COUNT, minute, 1, invocations);
    add(scope, "Errors", COUNT, minute, 0, counts.succeeded);
    add(scope, "Errors", COUNT, minute, 1, counts.failed);
    add(scope, "Throttles", COUNT, minute, 0, invocations);
    add(scope, "Throttles", COUNT, minute, 1, counts.throttled);
    counts
        .durations()
        .forEach(
            (hundredths, times) ->
                add(scope, "Duration", "Milliseconds", minute, hundredths / 100.0, times));
  }

  private void add(Scope scope, String metric, String unit, long minute, double value, long times) {
    points.add(scope.metric(metric, unit), minute, value, times);
  }
}
