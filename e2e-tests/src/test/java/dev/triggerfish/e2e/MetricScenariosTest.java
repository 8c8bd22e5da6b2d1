package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** CloudWatch shows what was called, and the costs are those of the REPORT lines. */
@OnSharedPlatforms
class MetricScenariosTest {

  private static final int CALLERS = 8;

  private static final String SOURCE =
      """
      import os, time
      def handler(event, context):
          if event["do"] == "sleep":
              time.sleep(event["seconds"])
          if event["do"] == "fail":
              raise ValueError("as asked")
          if event["do"] == "exit":
              os._exit(1)
          return event
      """;

  @Parameter private PlatformKind kind;

  @Test
  void fiveHundredCallsAreCountedExactly() throws Exception {
    // An account of its own: what is measured of the whole account is of this workload alone.
    var cloud = cloud("555566667777");
    cloud.function(
        "metered",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(SOURCE),
        cloud.role("m"),
        3);
    var start = kind.running().now().truncatedTo(ChronoUnit.MINUTES);

    var outcomes = new ArrayList<>(callAll(cloud, workload()));
    cloud.lambda.putFunctionConcurrency(
        r -> r.functionName("metered").reservedConcurrentExecutions(0));
    outcomes.addAll(callAll(cloud, Collections.nCopies(25, "{\"do\":\"nothing\"}")));

    var ran = outcomes.stream().filter(outcome -> outcome != Outcome.THROTTLED).count();
    var failed = outcomes.stream().filter(outcome -> outcome == Outcome.FAILED).count();
    assertThat(outcomes).hasSize(500);
    assertThat(failed).isGreaterThanOrEqualTo(55);
    assertThat(outcomes.stream().filter(outcome -> outcome == Outcome.THROTTLED)).hasSize(25);
    var reports = reports(cloud, ran);
    for (var scope : List.of(List.<Dimension>of(), dimensions(false), dimensions(true))) {
      var metrics = new Metrics(cloud, start, scope);
      metrics.await("Duration", (double) ran);
      metrics.await("Throttles", 500);
      assertThat(metrics.of("Throttles").sum()).isEqualTo(25);
      assertThat(metrics.of("Invocations").sum()).isEqualTo((double) ran);
      assertThat(metrics.of("Errors").sum()).isEqualTo((double) failed);
      assertThat(metrics.of("Errors").sampleCount()).isEqualTo((double) ran);
      assertThat(metrics.of("ConcurrentExecutions").maximum()).isBetween(1.0, (double) CALLERS);
      assertDurations(metrics, reports);
    }
    assertThat(data(cloud, start)).isEqualTo(List.of((double) ran, (double) failed, 25.0));
    assertCosts(cloud, ran, reports);
  }

  @Test
  void theMostInvocationsAtOnceAreMeasured() throws Exception {
    var cloud = cloud("555566668888");
    cloud.function("peak", Runtime.PYTHON3_12, "index.handler", Functions.python(SOURCE));
    var start = kind.running().now().truncatedTo(ChronoUnit.MINUTES);

    var sleep = "{\"do\":\"sleep\",\"seconds\":4}";
    try (var executor = Executors.newFixedThreadPool(5)) {
      executor.invokeAll(
          Collections.<Callable<Object>>nCopies(5, () -> cloud.invoke("peak", sleep)));
    }

    for (var metric : List.of("ConcurrentExecutions", "UnreservedConcurrentExecutions")) {
      var metrics = new Metrics(cloud, start, List.of());
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(metrics.of(metric).maximum()).isEqualTo(5));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(listed(cloud))
                    .containsExactlyInAnyOrder(
                        "Invocations0",
                        "Errors0",
                        "Throttles0",
                        "Duration0",
                        "Invocations1",
                        "Errors1",
                        "Throttles1",
                        "Duration1",
                        "Invocations2",
                        "Errors2",
                        "Throttles2",
                        "Duration2",
                        "ConcurrentExecutions0",
                        "ConcurrentExecutions1",
                        "ConcurrentExecutions2",
                        "UnreservedConcurrentExecutions0"));
  }

  /** Names and numbers of dimensions. */
  private static List<String> listed(Cloud cloud) {
    return cloud.metrics.listMetrics(r -> r.namespace("AWS/Lambda")).metrics().stream()
        .map(metric -> metric.metricName() + metric.dimensions().size())
        .toList();
  }

  @Test
  void metricsOfUsersAreKept() {
    var cloud = cloud("555566669999");
    var minute = kind.running().now().truncatedTo(ChronoUnit.MINUTES);
    for (var value : List.of(1.0, 2.0, 6.0)) {
      cloud.metrics.putMetricData(
          r ->
              r.namespace("Shop")
                  .metricData(
                      MetricDatum.builder()
                          .metricName("Orders")
                          .timestamp(minute)
                          .value(value)
                          .build()));
    }
    var point =
        cloud
            .metrics
            .getMetricStatistics(
                r ->
                    r.namespace("Shop")
                        .metricName("Orders")
                        .startTime(minute)
                        .endTime(minute.plusSeconds(60))
                        .period(60)
                        .statistics(Statistic.knownValues()))
            .datapoints();
    assertThat(point).hasSize(1);
    assertThat(point.getFirst().sum()).isEqualTo(9);
    assertThat(point.getFirst().average()).isEqualTo(3);
    assertThat(point.getFirst().sampleCount()).isEqualTo(3);
    assertThat(point.getFirst().minimum()).isEqualTo(1);
    assertThat(point.getFirst().maximum()).isEqualTo(6);
  }

  private Cloud cloud(String account) {
    return new Cloud(kind.running().endpoint(), AwsBasicCredentials.create(account, "test"));
  }

  private static List<String> workload() {
    var events = new ArrayList<String>();
    events.addAll(Collections.nCopies(420, "{\"do\":\"nothing\"}"));
    events.addAll(Collections.nCopies(50, "{\"do\":\"fail\"}"));
    events.addAll(Collections.nCopies(3, "{\"do\":\"sleep\",\"seconds\":30}"));
    events.addAll(Collections.nCopies(2, "{\"do\":\"exit\"}"));
    Collections.shuffle(events, new Random(42));
    return events;
  }

  private static List<Outcome> callAll(Cloud cloud, List<String> events) throws Exception {
    try (var executor = Executors.newFixedThreadPool(CALLERS)) {
      var futures = new ArrayList<Future<Outcome>>();
      for (var event : events) {
        futures.add(executor.submit(() -> call(cloud, event)));
      }
      var outcomes = new ArrayList<Outcome>();
      for (var future : futures) {
        outcomes.add(future.get());
      }
      return outcomes;
    }
  }

  private static Outcome call(Cloud cloud, String event) {
    try {
      var answer = cloud.invoke("metered", event);
      if (answer.functionError() != null) {
        return Outcome.FAILED;
      }
      // What is to fail must: else the answer, whose it may be, is shown.
      var id = answer.responseMetadata().requestId();
      assertThat(event).as("%s %s %s", id, answer, Cloud.tail(answer)).contains("nothing");
      return Outcome.SUCCEEDED;
    } catch (TooManyRequestsException e) {
      return Outcome.THROTTLED;
    }
  }

  private static List<Report> reports(Cloud cloud, long count) {
    return Awaitility.await("REPORT lines")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                cloud.log("metered", "REPORT RequestId").stream()
                    .map(event -> Report.of(event.message()))
                    .toList(),
            lines -> lines.size() >= count);
  }

  private static void assertDurations(Metrics metrics, List<Report> reports) {
    var sorted = reports.stream().mapToDouble(Report::duration).sorted().toArray();
    var duration = metrics.of("Duration");
    assertThat(duration.sampleCount()).isEqualTo(sorted.length);
    assertThat(duration.sum()).isCloseTo(DoubleStream.of(sorted).sum(), within(0.001));
    assertThat(duration.minimum()).isEqualTo(sorted[0]);
    assertThat(duration.maximum()).isEqualTo(sorted[sorted.length - 1]);
    var percentiles = metrics.percentiles("p50", "p90", "p99.9");
    assertThat(percentiles.get("p50")).isEqualTo(sorted[rank(sorted.length, 50)]);
    assertThat(percentiles.get("p90")).isEqualTo(sorted[rank(sorted.length, 90)]);
    assertThat(percentiles.get("p99.9")).isEqualTo(sorted[rank(sorted.length, 99.9)]);
  }

  private static int rank(int count, double percent) {
    return (int) Math.ceil(count * percent / 100) - 1;
  }

  /** Sums of Invocations, Errors and Throttles by GetMetricData. */
  private static List<Double> data(Cloud cloud, Instant start) {
    var queries = new ArrayList<MetricDataQuery>();
    for (var metric : List.of("Invocations", "Errors", "Throttles")) {
      queries.add(
          MetricDataQuery.builder()
              .id("q" + queries.size())
              .metricStat(
                  s ->
                      s.metric(
                              m ->
                                  m.namespace("AWS/Lambda")
                                      .metricName(metric)
                                      .dimensions(dimensions(true)))
                          .period(60)
                          .stat("Sum"))
              .build());
    }
    var response =
        cloud.metrics.getMetricData(
            r -> r.startTime(start).endTime(start.plusSeconds(3_600)).metricDataQueries(queries));
    return response.metricDataResults().stream()
        .map(MetricDataResult::values)
        .map(values -> values.stream().mapToDouble(Double::doubleValue).sum())
        .toList();
  }

  private static void assertCosts(Cloud cloud, long ran, List<Report> reports) throws Exception {
    var billed = reports.stream().mapToLong(Report::billed).sum();
    var total = costs(cloud, "metered").get("total");
    assertThat(total.get("requests").asLong()).isEqualTo(ran);
    assertThat(total.get("billedMillis").asLong()).isEqualTo(billed);
    // 128 MB is an eighth of a gigabyte.
    var gigabyteSeconds = BigDecimal.valueOf(billed).divide(new BigDecimal(8_000));
    assertThat(total.get("gbSeconds").decimalValue()).isEqualByComparingTo(gigabyteSeconds);
    assertThat(total.get("price").decimalValue())
        .isEqualByComparingTo(
            gigabyteSeconds
                .multiply(new BigDecimal("0.0000166667"))
                .add(new BigDecimal("0.0000002").multiply(BigDecimal.valueOf(ran))));
  }

  private static JsonNode costs(Cloud cloud, String function)
      throws IOException, InterruptedException {
    var page = URI.create(cloud.endpoint() + "/_triggerfish/costs?function=" + function);
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return JsonMapper.shared().readTree(answer.body());
    }
  }

  private static List<Dimension> dimensions(boolean withResource) {
    var function = Dimension.builder().name("FunctionName").value("metered").build();
    var resource = Dimension.builder().name("Resource").value("metered").build();
    return withResource ? List.of(function, resource) : List.of(function);
  }

  private enum Outcome {
    SUCCEEDED,
    FAILED,
    THROTTLED
  }

  /** What a REPORT line says. */
  private record Report(double duration, long billed) {
    static Report of(String line) {
      return new Report(
          Double.parseDouble(after(line, "\tDuration: ")),
          Long.parseLong(after(line, "\tBilled Duration: ")));
    }

    private static String after(String line, String label) {
      var from = line.indexOf(label) + label.length();
      return line.substring(from, line.indexOf(' ', from));
    }
  }

  /** Lambda's metrics of an hour, as one data point each. */
  private record Metrics(Cloud cloud, Instant start, List<Dimension> dimensions) {

    void await(String metric, double samples) {
      Awaitility.await(metric + " " + dimensions)
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(of(metric).sampleCount()).isEqualTo(samples));
    }

    Datapoint of(String metric) {
      var points =
          cloud
              .metrics
              .getMetricStatistics(
                  r ->
                      r.namespace("AWS/Lambda")
                          .metricName(metric)
                          .dimensions(dimensions)
                          .startTime(start)
                          .endTime(start.plusSeconds(3_600))
                          .period(3_600)
                          .statistics(Statistic.knownValues()))
              .datapoints();
      assertThat(points).as(metric + " " + dimensions).hasSize(1);
      return points.getFirst();
    }

    java.util.Map<String, Double> percentiles(String... names) {
      return cloud
          .metrics
          .getMetricStatistics(
              r ->
                  r.namespace("AWS/Lambda")
                      .metricName("Duration")
                      .dimensions(dimensions)
                      .startTime(start)
                      .endTime(start.plusSeconds(3_600))
                      .period(3_600)
                      .extendedStatistics(names))
          .datapoints()
          .getFirst()
          .extendedStatistics();
    }
  }
}
