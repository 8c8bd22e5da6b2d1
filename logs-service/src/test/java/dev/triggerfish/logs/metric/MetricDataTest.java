package dev.triggerfish.logs.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.logs.storage.LogsStorageConfiguration;
import dev.triggerfish.testkit.Callers;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

@OnEachDatabase("logs")
class MetricDataTest {

  private final ServiceContext context;
  private final MetricCalls metrics;
  private final Instant start;

  MetricDataTest(TestDatabase database) {
    context =
        new ServiceContext(database, LogsStorageConfiguration.class, MetricConfiguration.class);
    metrics = new MetricCalls(context);
    start = metrics.start;
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void answersQueriesInTheOrderAskedFor() {
    metrics.put("m", 1.0, 0);
    metrics.put("m", 2.0, 60);
    metrics.put("n", 5.0, 0);
    var descending =
        metrics.query(
            r ->
                r.metricDataQueries(
                    MetricCalls.sum("a", "m"),
                    MetricCalls.sum("b", "n"),
                    MetricCalls.sum("c", "x")));
    assertThat(descending).extracting(MetricDataResult::id).containsExactly("a", "b", "c");
    assertThat(descending).extracting(MetricDataResult::label).containsExactly("m", "n", "x");
    assertThat(descending.get(0).values()).containsExactly(2.0, 1.0);
    assertThat(descending.get(0).timestamps()).containsExactly(start.plusSeconds(60), start);
    assertThat(descending.get(2).values()).isEmpty();
    assertThat(descending).allMatch(result -> result.statusCode() == StatusCode.COMPLETE);
    var ascending =
        metrics.query(
            r -> r.metricDataQueries(MetricCalls.sum("a", "m")).scanBy(ScanBy.TIMESTAMP_ASCENDING));
    assertThat(ascending.getFirst().values()).containsExactly(1.0, 2.0);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "100"})
  void pagesThroughAllDataOnce(int most) {
    IntStream.range(0, 3).forEach(i -> metrics.put("m", i, i * 60));
    IntStream.range(0, 4).forEach(i -> metrics.put("n", 10 + i, i * 60));
    var seen = new ArrayList<Double>();
    String token = null;
    do {
      var request =
          GetMetricDataRequest.builder()
              .startTime(start)
              .endTime(start.plusSeconds(600))
              .metricDataQueries(MetricCalls.sum("a", "m"), MetricCalls.sum("b", "n"))
              .maxDatapoints(most)
              .scanBy(ScanBy.TIMESTAMP_ASCENDING)
              .nextToken(token)
              .build();
      var page = metrics.data.getMetricData(request, Callers.root("eu-west-1"));
      var values = page.metricDataResults().stream().flatMap(r -> r.values().stream()).toList();
      assertThat(values).hasSizeLessThanOrEqualTo(most);
      seen.addAll(values);
      token = page.nextToken();
    } while (token != null);
    assertThat(seen).containsExactly(0.0, 1.0, 2.0, 10.0, 11.0, 12.0, 13.0);
  }

  @Test
  void refusesQueriesThatItCannotAnswer() {
    assertThatThrownBy(() -> metrics.query(r -> r.metricDataQueries(math())))
        .hasMessageContaining("no metric math");
    assertThatThrownBy(
            () ->
                metrics.query(
                    r -> r.metricDataQueries(MetricCalls.sum("a", "m"), MetricCalls.sum("a", "n"))))
        .hasMessageContaining("The values for parameter id in MetricDataQueries are not unique.");
    assertThatThrownBy(() -> metrics.query(r -> r.metricDataQueries(MetricCalls.sum("A", "m"))))
        .hasMessageContaining("is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.");
    assertThatThrownBy(
            () -> metrics.query(r -> r.metricDataQueries(MetricCalls.sum("a", "m")).endTime(start)))
        .hasMessageContaining("The parameter EndTime must be greater than StartTime.");
    assertThatThrownBy(
            () -> metrics.query(r -> r.metricDataQueries(MetricCalls.sum("a", "m")).nextToken("x")))
        .isInstanceOf(InvalidNextTokenException.class);
  }

  private static MetricDataQuery math() {
    return MetricDataQuery.builder().id("a").expression("1+1").build();
  }
}
