package dev.triggerfish.logs.metric;

import dev.triggerfish.testkit.Callers;
import dev.triggerfish.testkit.ServiceContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Calls of metrics' operations, with what tests do not care about filled in. */
final class MetricCalls {

  final MetricPutting putting;
  final MetricListing listing;
  final MetricDataReading data;
  private final MetricStatisticsReading statistics;

  /** A whole hour, so that periods of any length begin there too. */
  final Instant start;

  MetricCalls(ServiceContext context) {
    putting = context.bean(MetricPutting.class);
    listing = context.bean(MetricListing.class);
    data = context.bean(MetricDataReading.class);
    statistics = context.bean(MetricStatisticsReading.class);
    start = context.clock().now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.HOURS);
  }

  void put(String name, double value, int second) {
    put(d -> d.metricName(name).value(value).timestamp(start.plusSeconds(second)));
  }

  void put(Consumer<MetricDatum.Builder> datum) {
    put("ns", datum);
  }

  void put(String namespace, Consumer<MetricDatum.Builder> datum) {
    putting.putMetricData(request(namespace, datum), Callers.root("eu-west-1"));
  }

  static PutMetricDataRequest request(String namespace, Consumer<MetricDatum.Builder> datum) {
    var built = MetricDatum.builder();
    datum.accept(built);
    return PutMetricDataRequest.builder().namespace(namespace).metricData(built.build()).build();
  }

  List<Double> read(String name, int period, String statistic) {
    return query(
            r ->
                r.metricDataQueries(query("q", name, period, statistic))
                    .scanBy(ScanBy.TIMESTAMP_ASCENDING))
        .getFirst()
        .values();
  }

  List<MetricDataResult> query(Consumer<GetMetricDataRequest.Builder> change) {
    var request = GetMetricDataRequest.builder().startTime(start).endTime(start.plusSeconds(600));
    change.accept(request);
    return data.getMetricData(request.build(), Callers.root("eu-west-1")).metricDataResults();
  }

  static MetricDataQuery sum(String id, String name) {
    return query(id, name, 60, "Sum");
  }

  static MetricDataQuery query(String id, String name, int period, String statistic) {
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(
            s -> s.metric(m -> m.namespace("ns").metricName(name)).period(period).stat(statistic))
        .build();
  }

  List<Datapoint> datapoints(Consumer<GetMetricStatisticsRequest.Builder> change) {
    var request =
        GetMetricStatisticsRequest.builder()
            .namespace("ns")
            .metricName("m")
            .startTime(start)
            .endTime(start.plusSeconds(600))
            .period(60)
            .statistics(Statistic.SUM);
    change.accept(request);
    return statistics.getMetricStatistics(request.build(), Callers.root("eu-west-1")).datapoints();
  }

  List<Double> sums(Dimension... dimensions) {
    return datapoints(r -> r.dimensions(dimensions)).stream().map(Datapoint::sum).toList();
  }

  List<Metric> list(Consumer<ListMetricsRequest.Builder> change) {
    var request = ListMetricsRequest.builder();
    change.accept(request);
    return listing.listMetrics(request.build(), Callers.root("eu-west-1")).metrics();
  }
}
