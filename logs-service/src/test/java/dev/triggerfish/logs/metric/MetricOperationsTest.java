package dev.triggerfish.logs.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.logs.fixture.LogsContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.RecentlyActive;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

class MetricOperationsTest {

  private final LogsContext context = new LogsContext(MetricConfiguration.class);
  private final MetricPutting putting = context.bean(MetricPutting.class);
  private final MetricStatisticsReading statistics = context.bean(MetricStatisticsReading.class);
  private final MetricDataReading data = context.bean(MetricDataReading.class);
  private final MetricListing listing = context.bean(MetricListing.class);

  /** A whole five minutes, so that periods of five minutes begin there too. */
  private final Instant start =
      context.clock().now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.HOURS);

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void addsUpValuesOfAPeriod() {
    put("m", 1.0, 0);
    put("m", 5.0, 59);
    put("m", 7.0, 60);
    assertThat(read("m", 60, "Sum")).containsExactly(6.0, 7.0);
    assertThat(read("m", 60, "Average")).containsExactly(3.0, 7.0);
    assertThat(read("m", 300, "SampleCount")).containsExactly(3.0);
    assertThat(read("m", 300, "Maximum")).containsExactly(7.0);
    assertThat(read("m", 300, "Minimum")).containsExactly(1.0);
    assertThat(read("m", 300, "p50")).containsExactly(5.0);
  }

  @Test
  void takesValuesWithCountsAndStatisticSets() {
    put(d -> d.metricName("m").timestamp(start).values(1.0, 2.0).counts(3.0, 1.0));
    put(d -> d.metricName("m").timestamp(start).values(4.0, 4.0));
    assertThat(read("m", 60, "Sum")).containsExactly(13.0);
    assertThat(read("m", 60, "SampleCount")).containsExactly(6.0);
    assertThat(read("m", 60, "p50")).containsExactly(1.0);

    put(
        d ->
            d.metricName("m")
                .timestamp(start)
                .statisticValues(s -> s.sampleCount(2.0).sum(30.0).minimum(10.0).maximum(20.0)));
    assertThat(read("m", 60, "Sum")).containsExactly(43.0);
    assertThat(read("m", 60, "Maximum")).containsExactly(20.0);
    assertThat(read("m", 60, "p50")).isEmpty();
  }

  @Test
  void keepsSecondsForMetricsOfHighResolutionAlone() {
    put(d -> d.metricName("high").timestamp(start.plusSeconds(3)).value(1.0).storageResolution(1));
    put(d -> d.metricName("high").timestamp(start.plusSeconds(4)).value(2.0).storageResolution(1));
    put("low", 1.0, 3);
    assertThat(read("high", 1, "Sum")).containsExactly(1.0, 2.0);
    assertThat(read("high", 5, "Sum")).containsExactly(3.0);
    assertThat(read("high", 60, "Sum")).containsExactly(3.0);
    assertThat(read("low", 1, "Sum")).isEmpty();
  }

  @Test
  void tellsMetricsWithOtherDimensionsApart() {
    var a = Dimension.builder().name("a").value("1").build();
    var b = Dimension.builder().name("b").value("2").build();
    put(d -> d.metricName("m").timestamp(start).value(1.0).dimensions(a, b));
    put(d -> d.metricName("m").timestamp(start).value(2.0).dimensions(b, a));
    put(d -> d.metricName("m").timestamp(start).value(4.0).dimensions(a));
    put("m", 8.0, 0);
    assertThat(sums(a, b)).containsExactly(3.0);
    assertThat(sums(a)).containsExactly(4.0);
    assertThat(sums()).containsExactly(8.0);
    assertThat(sums(b)).isEmpty();
  }

  @Test
  void tellsUnitsApartAndFiltersByThem() {
    put(d -> d.metricName("m").timestamp(start).value(1.0).unit(StandardUnit.BYTES));
    put(d -> d.metricName("m").timestamp(start).value(2.0));
    assertThat(datapoints(r -> {}))
        .extracting(Datapoint::unitAsString, Datapoint::sum)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("Bytes", 1.0),
            org.assertj.core.groups.Tuple.tuple("None", 2.0));
    assertThat(datapoints(r -> r.unit(StandardUnit.NONE)))
        .extracting(Datapoint::sum)
        .containsExactly(2.0);
    assertThat(datapoints(r -> r.unit(StandardUnit.BITS))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|60|The parameter StartTime must be less than the parameter EndTime.",
        "-60|60|The parameter StartTime must be less than the parameter EndTime.",
        "86400|1|You have requested up to 86400 datapoints, which exceeds the limit of 1440."
            + " You may reduce the datapoints requested by increasing Period, or decreasing the"
            + " time range.",
        "60|61|The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60."
      })
  void refusesSpansThatAwsRefuses(long seconds, int period, String message) {
    assertThatThrownBy(
            () ->
                datapoints(
                    r -> r.startTime(start).endTime(start.plusSeconds(seconds)).period(period)))
        .hasMessage(message);
  }

  @Test
  void refusesToReadNoStatisticAndBothKinds() {
    assertThatThrownBy(() -> datapoints(r -> r.statistics(List.of())))
        .isInstanceOf(InvalidParameterCombinationException.class);
    assertThatThrownBy(() -> datapoints(r -> r.extendedStatistics("p50")))
        .isInstanceOf(InvalidParameterCombinationException.class);
  }

  @Test
  void refusesDataThatAwsRefuses() {
    refused(d -> {}, "At least one of the parameters MetricData.member.1.Value or");
    refused(d -> d.value(1.0).values(1.0), "The parameters MetricData.member.1.Value and");
    refused(d -> d.values(1.0, 2.0).counts(1.0), "MetricData.member.1.Counts must be of the same");
    refused(d -> d.value(Double.NaN), "The value NaN for parameter MetricData.member.1.Value is");
    refused(d -> d.value(Math.pow(2, 361)), "MetricData.member.1.Value is invalid.");
    refused(d -> d.value(1.0).storageResolution(5), "StorageResolution is invalid.");
    refused(
        d -> d.value(1.0).timestamp(context.clock().now().minus(Duration.ofDays(15))),
        "must specify a time no more than two weeks in the past.");
    refused(
        d -> d.value(1.0).timestamp(context.clock().now().plus(Duration.ofHours(3))),
        "must specify a time no more than two hours in the future.");
    refused(
        d -> d.statisticValues(s -> s.sampleCount(1.0).sum(1.0).minimum(2.0).maximum(1.0)),
        "Maximum must be greater than");
    refused(
        d -> d.values(IntStream.range(0, 151).mapToObj(Double::valueOf).toList()),
        "The collection MetricData.member.1.Values must not have a size greater than 150.");
    assertThatThrownBy(() -> put("AWS/Lambda", d -> d.metricName("m").value(1.0)))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessage("The value AWS/Lambda for parameter Namespace is invalid.");
    assertThat(list(r -> {})).isEmpty();
  }

  @Test
  void keepsNothingOfARequestThatIsRefused() {
    var good = MetricDatum.builder().metricName("good").value(1.0).build();
    var bad = MetricDatum.builder().metricName("bad").build();
    var request = PutMetricDataRequest.builder().namespace("ns").metricData(good, bad).build();
    assertThatThrownBy(() -> putting.putMetricData(request, LogsContext.CALLER))
        .hasMessageContaining("MetricData.member.2.Value");
    assertThat(list(r -> {})).isEmpty();
  }

  @Test
  void answersQueriesInTheOrderAskedFor() {
    put("m", 1.0, 0);
    put("m", 2.0, 60);
    put("n", 5.0, 0);
    var descending = query(r -> r.metricDataQueries(sum("a", "m"), sum("b", "n"), sum("c", "x")));
    assertThat(descending).extracting(MetricDataResult::id).containsExactly("a", "b", "c");
    assertThat(descending).extracting(MetricDataResult::label).containsExactly("m", "n", "x");
    assertThat(descending.get(0).values()).containsExactly(2.0, 1.0);
    assertThat(descending.get(0).timestamps()).containsExactly(start.plusSeconds(60), start);
    assertThat(descending.get(2).values()).isEmpty();
    assertThat(descending).allMatch(result -> result.statusCode() == StatusCode.COMPLETE);
    var ascending =
        query(r -> r.metricDataQueries(sum("a", "m")).scanBy(ScanBy.TIMESTAMP_ASCENDING));
    assertThat(ascending.getFirst().values()).containsExactly(1.0, 2.0);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "100"})
  void pagesThroughAllDataOnce(int most) {
    IntStream.range(0, 3).forEach(i -> put("m", i, i * 60));
    IntStream.range(0, 4).forEach(i -> put("n", 10 + i, i * 60));
    var seen = new ArrayList<Double>();
    String token = null;
    do {
      var request =
          GetMetricDataRequest.builder()
              .startTime(start)
              .endTime(start.plusSeconds(600))
              .metricDataQueries(sum("a", "m"), sum("b", "n"))
              .maxDatapoints(most)
              .scanBy(ScanBy.TIMESTAMP_ASCENDING)
              .nextToken(token)
              .build();
      var page = data.getMetricData(request, LogsContext.CALLER);
      var values = page.metricDataResults().stream().flatMap(r -> r.values().stream()).toList();
      assertThat(values).hasSizeLessThanOrEqualTo(most);
      seen.addAll(values);
      token = page.nextToken();
    } while (token != null);
    assertThat(seen).containsExactly(0.0, 1.0, 2.0, 10.0, 11.0, 12.0, 13.0);
  }

  @Test
  void refusesQueriesThatItCannotAnswer() {
    assertThatThrownBy(() -> query(r -> r.metricDataQueries(math())))
        .hasMessageContaining("no metric math");
    assertThatThrownBy(() -> query(r -> r.metricDataQueries(sum("a", "m"), sum("a", "n"))))
        .hasMessageContaining("The values for parameter id in MetricDataQueries are not unique.");
    assertThatThrownBy(() -> query(r -> r.metricDataQueries(sum("A", "m"))))
        .hasMessageContaining("is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.");
    assertThatThrownBy(() -> query(r -> r.metricDataQueries(sum("a", "m")).endTime(start)))
        .hasMessageContaining("The parameter EndTime must be greater than StartTime.");
    assertThatThrownBy(() -> query(r -> r.metricDataQueries(sum("a", "m")).nextToken("x")))
        .isInstanceOf(InvalidNextTokenException.class);
  }

  @Test
  void listsByNamespaceNameAndDimensions() {
    var a = Dimension.builder().name("a").value("1").build();
    put(d -> d.metricName("m").value(1.0).dimensions(a));
    put(d -> d.metricName("n").value(1.0));
    put("other", d -> d.metricName("m").value(1.0));
    assertThat(list(r -> r.namespace("ns")))
        .extracting(Metric::metricName)
        .containsExactly("m", "n");
    assertThat(list(r -> r.metricName("m"))).hasSize(2);
    assertThat(list(r -> r.dimensions(DimensionFilter.builder().name("a").build()))).hasSize(1);
    assertThat(list(r -> r.dimensions(DimensionFilter.builder().name("a").value("2").build())))
        .isEmpty();
    assertThat(list(r -> r.metricName("m").namespace("ns")).getFirst().dimensions())
        .containsExactly(a);
  }

  @Test
  void listsFiveHundredAtATime() {
    for (var at = 0; at < 1_100; at += 100) {
      var first = at;
      var request =
          PutMetricDataRequest.builder()
              .namespace("ns")
              .metricData(
                  IntStream.range(first, first + 100)
                      .mapToObj(i -> MetricDatum.builder().metricName("m" + i).value(1.0).build())
                      .toList())
              .build();
      putting.putMetricData(request, LogsContext.CALLER);
    }
    var sizes = new ArrayList<Integer>();
    String token = null;
    do {
      var page =
          listing.listMetrics(
              ListMetricsRequest.builder().nextToken(token).build(), LogsContext.CALLER);
      sizes.add(page.metrics().size());
      token = page.nextToken();
    } while (token != null);
    assertThat(sizes).containsExactly(500, 500, 100);
  }

  @Test
  void listsWhatIsActive() {
    put("old", 1.0, 0);
    context.clock().advance(Duration.ofHours(4));
    put("new", 1.0, 0);
    assertThat(list(r -> r.recentlyActive(RecentlyActive.PT3_H)))
        .extracting(Metric::metricName)
        .containsExactly("new");
    assertThat(list(r -> {})).hasSize(2);
    context.clock().advance(Duration.ofDays(14).plusSeconds(1));
    assertThat(list(r -> {})).isEmpty();
  }

  @Test
  void accountsAndRegionsDoNotSeeEachOther() {
    put("m", 1.0, 0);
    for (var other :
        List.of(
            LogsContext.caller("111111111111", "eu-west-1"),
            LogsContext.caller("000000000000", "us-east-1"))) {
      assertThat(listing.listMetrics(ListMetricsRequest.builder().build(), other).metrics())
          .isEmpty();
    }
  }

  @Test
  void trimsWhatIsOldAndWhatIsTooMuch() {
    put(d -> d.metricName("m").timestamp(start).value(1.0).storageResolution(1));
    put("m", 2.0, 60);
    var trimmer = new MetricTrimmer(context.database(), 100);
    trimmer.trim(start.plus(Duration.ofHours(4)));
    assertThat(read("m", 1, "Sum")).isEmpty();
    assertThat(read("m", 60, "Sum")).containsExactly(1.0, 2.0);
    new MetricTrimmer(context.database(), 1).trim(start.plus(Duration.ofHours(4)));
    assertThat(read("m", 60, "Sum")).containsExactly(2.0);
    trimmer.trim(start.plus(Duration.ofDays(16)));
    assertThat(read("m", 60, "Sum")).isEmpty();
    assertThat(list(r -> {})).isEmpty();
    put("m", 3.0, 0);
    assertThat(read("m", 60, "Sum")).containsExactly(3.0);
  }

  @Test
  void takesNoMoreMetricsThanAreAllowed() {
    var store = new MetricStore(context.database(), 1);
    var small = new MetricPutting(store, context.clock());
    var request = request("ns", d -> d.metricName("m").value(1.0));
    small.putMetricData(request, LogsContext.CALLER);
    small.putMetricData(request, LogsContext.CALLER);
    assertThatThrownBy(
            () ->
                small.putMetricData(
                    request("ns", d -> d.metricName("n").value(1.0)), LogsContext.CALLER))
        .hasMessageContaining("max-metrics");
  }

  private void put(String name, double value, int second) {
    put(d -> d.metricName(name).value(value).timestamp(start.plusSeconds(second)));
  }

  private void put(Consumer<MetricDatum.Builder> datum) {
    put("ns", datum);
  }

  private void put(String namespace, Consumer<MetricDatum.Builder> datum) {
    putting.putMetricData(request(namespace, datum), LogsContext.CALLER);
  }

  private static PutMetricDataRequest request(
      String namespace, Consumer<MetricDatum.Builder> datum) {
    var built = MetricDatum.builder();
    datum.accept(built);
    return PutMetricDataRequest.builder().namespace(namespace).metricData(built.build()).build();
  }

  private void refused(Consumer<MetricDatum.Builder> datum, String message) {
    assertThatThrownBy(() -> put(d -> datum.accept(d.metricName("m"))))
        .hasMessageContaining(message);
  }

  private List<Double> read(String name, int period, String statistic) {
    return query(
            r ->
                r.metricDataQueries(query("q", name, period, statistic))
                    .scanBy(ScanBy.TIMESTAMP_ASCENDING))
        .getFirst()
        .values();
  }

  private List<MetricDataResult> query(Consumer<GetMetricDataRequest.Builder> change) {
    var request = GetMetricDataRequest.builder().startTime(start).endTime(start.plusSeconds(600));
    change.accept(request);
    return data.getMetricData(request.build(), LogsContext.CALLER).metricDataResults();
  }

  private static MetricDataQuery math() {
    return MetricDataQuery.builder().id("a").expression("1+1").build();
  }

  private static MetricDataQuery sum(String id, String name) {
    return query(id, name, 60, "Sum");
  }

  private static MetricDataQuery query(String id, String name, int period, String statistic) {
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(
            s -> s.metric(m -> m.namespace("ns").metricName(name)).period(period).stat(statistic))
        .build();
  }

  private List<Datapoint> datapoints(Consumer<GetMetricStatisticsRequest.Builder> change) {
    var request =
        GetMetricStatisticsRequest.builder()
            .namespace("ns")
            .metricName("m")
            .startTime(start)
            .endTime(start.plusSeconds(600))
            .period(60)
            .statistics(Statistic.SUM);
    change.accept(request);
    return statistics.getMetricStatistics(request.build(), LogsContext.CALLER).datapoints();
  }

  private List<Double> sums(Dimension... dimensions) {
    return datapoints(r -> r.dimensions(dimensions)).stream().map(Datapoint::sum).toList();
  }

  private List<Metric> list(Consumer<ListMetricsRequest.Builder> change) {
    var request = ListMetricsRequest.builder();
    change.accept(request);
    return listing.listMetrics(request.build(), LogsContext.CALLER).metrics();
  }
}
