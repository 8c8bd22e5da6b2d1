package dev.triggerfish.invoker.metric;

import dev.triggerfish.contracts.MetricBatch.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the metrics of AWS/Lambda of what was measured. As in AWS, each invocation is a data point
 * of Errors and of Throttles too, with the value 0 if it was neither: so their averages are rates.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Types
 *     of metrics for Lambda functions</a>
 */
final class LambdaSeries {

  private static final String COUNT = "Count";

  private final Map<Key, TreeMap<Double, Long>> series = new LinkedHashMap<>();

  private LambdaSeries() {}

  static List<Series> of(Measured measured) {
    var all = new LambdaSeries();
    measured
        .counts()
        .forEach(
            (of, counts) -> {
              for (var scope : of.target().scopes()) {
                all.addCounts(scope, of.minute(), counts);
              }
            });
    measured
        .peaks()
        .forEach(
            (of, peak) ->
                all.add(of.gauge().scope(), of.gauge().metric(), COUNT, of.minute(), peak, 1));
    measured
        .values()
        .forEach(
            (of, counts) ->
                counts.forEach(
                    (value, times) ->
                        all.add(of.scope(), of.metric(), of.unit(), of.minute(), value, times)));
    return all.list();
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
    if (times > 0) {
      series
          .computeIfAbsent(new Key(scope, metric, unit, minute), _ -> new TreeMap<>())
          .merge(value, times, Long::sum);
    }
  }

  private List<Series> list() {
    var list = new ArrayList<Series>(series.size());
    series.forEach(
        (key, values) ->
            list.add(
                new Series(
                    key.scope().accountId(),
                    key.scope().region(),
                    "AWS/Lambda",
                    key.metric(),
                    key.scope().dimensions(),
                    key.unit(),
                    key.minute(),
                    List.copyOf(values.keySet()),
                    List.copyOf(values.values()))));
    return list;
  }

  private record Key(Scope scope, String metric, String unit, long minute) {}
}
