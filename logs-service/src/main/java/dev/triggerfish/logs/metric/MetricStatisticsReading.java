package dev.triggerfish.logs.metric;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;

/** Reading one metric's statistics. */
final class MetricStatisticsReading implements OperationGroup {

  private static final int MOST = 1_440;

  private final MetricReader reader;

  MetricStatisticsReading(MetricReader reader) {
    this.reader = reader;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html">AWS</a>.
   */
  @AwsOperation(
      action = "cloudwatch:GetMetricStatistics",
      acts = {
        "Namespace",
        "MetricName",
        "Dimensions",
        "StartTime",
        "EndTime",
        "Period",
        "Statistics",
        "ExtendedStatistics",
        "Unit"
      })
  GetMetricStatisticsResponse getMetricStatistics(
      GetMetricStatisticsRequest request, Caller caller) {
    var periods = periods(request);
    var statistics = statistics(request);
    var metric =
        new MetricKey(
            caller.accountId(),
            caller.region(),
            request.namespace(),
            request.metricName(),
            DimensionSets.of(request.dimensions()));
    var datapoints = new ArrayList<Datapoint>();
    reader
        .read(metric, periods, request.unitAsString(), statistics.values())
        .forEach(
            (start, byUnit) ->
                byUnit.forEach(
                    (unit, values) -> datapoints.add(datapoint(start, unit, values, statistics))));
    return GetMetricStatisticsResponse.builder()
        .label(request.metricName())
        .datapoints(datapoints)
        .build();
  }

  private static Periods periods(GetMetricStatisticsRequest request) {
    if (!request.startTime().isBefore(request.endTime())) {
      throw MetricErrors.invalid(
          "The parameter StartTime must be less than the parameter EndTime.");
    }
    if (!Periods.isLength(request.period())) {
      throw MetricErrors.invalid(
          "The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.");
    }
    var periods = Periods.between(request.startTime(), request.endTime(), request.period());
    if (periods.count() > MOST) {
      throw MetricErrors.combination(
          "You have requested up to "
              + periods.count()
              + " datapoints, which exceeds the limit of "
              + MOST
              + ". You may reduce the datapoints requested by increasing Period, or decreasing the"
              + " time range.");
    }
    return periods;
  }

  private static Map<String, Statistic> statistics(GetMetricStatisticsRequest request) {
    if (request.statistics().isEmpty() && request.extendedStatistics().isEmpty()) {
      throw MetricErrors.combination(
          "At least one of the parameters Statistics and ExtendedStatistics must be specified.");
    }
    if (!request.statistics().isEmpty() && !request.extendedStatistics().isEmpty()) {
      throw MetricErrors.exclusive("Statistics", "ExtendedStatistics");
    }
    var statistics = new LinkedHashMap<String, Statistic>();
    for (var name : request.statisticsAsStrings()) {
      add(statistics, name, "Statistics");
    }
    for (var name : request.extendedStatistics()) {
      add(statistics, name, "ExtendedStatistics");
    }
    return statistics;
  }

  private static void add(Map<String, Statistic> statistics, String name, String parameter) {
    var statistic = Statistic.named(name);
    if (statistic == null
        || statistic.needsDistribution() != parameter.equals("ExtendedStatistics")) {
      throw MetricErrors.invalid(
          "The value "
              + name
              + " for parameter "
              + parameter
              + " is not supported. Triggerfish knows SampleCount, Average, Sum, Minimum, Maximum,"
              + " and percentiles such as p99.9 as extended statistics.");
    }
    statistics.put(name, statistic);
  }

  private static Datapoint datapoint(
      long start, String unit, Statistics values, Map<String, Statistic> statistics) {
    var datapoint = Datapoint.builder().timestamp(Instant.ofEpochSecond(start)).unit(unit);
    var extended = new LinkedHashMap<String, Double>();
    statistics.forEach(
        (name, statistic) -> {
          var value = statistic.of(values);
          switch (statistic) {
            case Statistic.Percentile _ when value != null -> extended.put(name, value);
            case Statistic.Percentile _ -> {} // CloudWatch leaves out what it cannot tell
            case Statistic.Simple simple -> {
              switch (simple) {
                case SAMPLE_COUNT -> datapoint.sampleCount(value);
                case AVERAGE -> datapoint.average(value);
                case SUM -> datapoint.sum(value);
                case MINIMUM -> datapoint.minimum(value);
                case MAXIMUM -> datapoint.maximum(value);
              }
            }
          }
        });
    if (!extended.isEmpty()) {
      datapoint.extendedStatistics(extended);
    }
    return datapoint.build();
  }
}
