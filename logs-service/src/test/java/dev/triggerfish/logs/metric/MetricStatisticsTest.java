package dev.triggerfish.logs.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.triggerfish.logs.storage.LogsStorageConfiguration;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

@OnEachDatabase("logs")
class MetricStatisticsTest {

  private final ServiceContext context;
  private final MetricCalls metrics;
  private final Instant start;

  MetricStatisticsTest(TestDatabase database) {
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
  void addsUpValuesOfAPeriod() {
    metrics.put("m", 1.0, 0);
    metrics.put("m", 5.0, 59);
    metrics.put("m", 7.0, 60);
    assertThat(metrics.read("m", 60, "Sum")).containsExactly(6.0, 7.0);
    assertThat(metrics.read("m", 60, "Average")).containsExactly(3.0, 7.0);
    assertThat(metrics.read("m", 300, "SampleCount")).containsExactly(3.0);
    assertThat(metrics.read("m", 300, "Maximum")).containsExactly(7.0);
    assertThat(metrics.read("m", 300, "Minimum")).containsExactly(1.0);
    assertThat(metrics.read("m", 300, "p50")).containsExactly(5.0);
  }

  @Test
  void takesValuesWithCountsAndStatisticSets() {
    metrics.put(d -> d.metricName("m").timestamp(start).values(1.0, 2.0).counts(3.0, 1.0));
    metrics.put(d -> d.metricName("m").timestamp(start).values(4.0, 4.0));
    assertThat(metrics.read("m", 60, "Sum")).containsExactly(13.0);
    assertThat(metrics.read("m", 60, "SampleCount")).containsExactly(6.0);
    assertThat(metrics.read("m", 60, "p50")).containsExactly(1.0);

    metrics.put(
        d ->
            d.metricName("m")
                .timestamp(start)
                .statisticValues(s -> s.sampleCount(2.0).sum(30.0).minimum(10.0).maximum(20.0)));
    assertThat(metrics.read("m", 60, "Sum")).containsExactly(43.0);
    assertThat(metrics.read("m", 60, "Maximum")).containsExactly(20.0);
    assertThat(metrics.read("m", 60, "p50")).isEmpty();
  }

  @Test
  void keepsSecondsForMetricsOfHighResolutionAlone() {
    metrics.put(
        d -> d.metricName("high").timestamp(start.plusSeconds(3)).value(1.0).storageResolution(1));
    metrics.put(
        d -> d.metricName("high").timestamp(start.plusSeconds(4)).value(2.0).storageResolution(1));
    metrics.put("low", 1.0, 3);
    assertThat(metrics.read("high", 1, "Sum")).containsExactly(1.0, 2.0);
    assertThat(metrics.read("high", 5, "Sum")).containsExactly(3.0);
    assertThat(metrics.read("high", 60, "Sum")).containsExactly(3.0);
    assertThat(metrics.read("low", 1, "Sum")).isEmpty();
  }

  @Test
  void tellsMetricsWithOtherDimensionsApart() {
    var a = Dimension.builder().name("a").value("1").build();
    var b = Dimension.builder().name("b").value("2").build();
    metrics.put(d -> d.metricName("m").timestamp(start).value(1.0).dimensions(a, b));
    metrics.put(d -> d.metricName("m").timestamp(start).value(2.0).dimensions(b, a));
    metrics.put(d -> d.metricName("m").timestamp(start).value(4.0).dimensions(a));
    metrics.put("m", 8.0, 0);
    assertThat(metrics.sums(a, b)).containsExactly(3.0);
    assertThat(metrics.sums(a)).containsExactly(4.0);
    assertThat(metrics.sums()).containsExactly(8.0);
    assertThat(metrics.sums(b)).isEmpty();
  }

  @Test
  void tellsUnitsApartAndFiltersByThem() {
    metrics.put(d -> d.metricName("m").timestamp(start).value(1.0).unit(StandardUnit.BYTES));
    metrics.put(d -> d.metricName("m").timestamp(start).value(2.0));
    assertThat(metrics.datapoints(r -> {}))
        .extracting(Datapoint::unitAsString, Datapoint::sum)
        .containsExactlyInAnyOrder(tuple("Bytes", 1.0), tuple("None", 2.0));
    assertThat(metrics.datapoints(r -> r.unit(StandardUnit.NONE)))
        .extracting(Datapoint::sum)
        .containsExactly(2.0);
    assertThat(metrics.datapoints(r -> r.unit(StandardUnit.BITS))).isEmpty();
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
                metrics.datapoints(
                    r -> r.startTime(start).endTime(start.plusSeconds(seconds)).period(period)))
        .hasMessage(message);
  }

  @Test
  void refusesToReadNoStatisticAndBothKinds() {
    assertThatThrownBy(() -> metrics.datapoints(r -> r.statistics(List.of())))
        .isInstanceOf(InvalidParameterCombinationException.class);
    assertThatThrownBy(() -> metrics.datapoints(r -> r.extendedStatistics("p50")))
        .isInstanceOf(InvalidParameterCombinationException.class);
  }
}
