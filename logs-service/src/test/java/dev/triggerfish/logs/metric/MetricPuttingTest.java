package dev.triggerfish.logs.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.logs.storage.LogsStorageConfiguration;
import dev.triggerfish.testkit.Callers;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;

@OnEachDatabase("logs")
class MetricPuttingTest {

  private final ServiceContext context;
  private final MetricCalls metrics;
  private final Instant start;

  MetricPuttingTest(TestDatabase database) {
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
    assertThatThrownBy(() -> metrics.put("AWS/Lambda", d -> d.metricName("m").value(1.0)))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessage("The value AWS/Lambda for parameter Namespace is invalid.");
    assertThat(metrics.list(r -> {})).isEmpty();
  }

  @Test
  void keepsNothingOfARequestThatIsRefused() {
    var good = MetricDatum.builder().metricName("good").value(1.0).build();
    var bad = MetricDatum.builder().metricName("bad").build();
    var request = PutMetricDataRequest.builder().namespace("ns").metricData(good, bad).build();
    assertThatThrownBy(() -> metrics.putting.putMetricData(request, Callers.root("eu-west-1")))
        .hasMessageContaining("MetricData.member.2.Value");
    assertThat(metrics.list(r -> {})).isEmpty();
  }

  @Test
  void trimsWhatIsOldAndWhatIsTooMuch() {
    metrics.put(d -> d.metricName("m").timestamp(start).value(1.0).storageResolution(1));
    metrics.put("m", 2.0, 60);
    var trimmer = new MetricTrimmer(context.database(), 100);
    trimmer.trim(start.plus(Duration.ofHours(4)));
    assertThat(metrics.read("m", 1, "Sum")).isEmpty();
    assertThat(metrics.read("m", 60, "Sum")).containsExactly(1.0, 2.0);
    new MetricTrimmer(context.database(), 1).trim(start.plus(Duration.ofHours(4)));
    assertThat(metrics.read("m", 60, "Sum")).containsExactly(2.0);
    trimmer.trim(start.plus(Duration.ofDays(16)));
    assertThat(metrics.read("m", 60, "Sum")).isEmpty();
    assertThat(metrics.list(r -> {})).isEmpty();
    metrics.put("m", 3.0, 0);
    assertThat(metrics.read("m", 60, "Sum")).containsExactly(3.0);
  }

  @Test
  void takesNoMoreMetricsThanAreAllowed() {
    var store = new MetricStore(context.database(), 1);
    var small = new MetricPutting(store, context.clock());
    var request = MetricCalls.request("ns", d -> d.metricName("m").value(1.0));
    small.putMetricData(request, Callers.root("eu-west-1"));
    small.putMetricData(request, Callers.root("eu-west-1"));
    assertThatThrownBy(
            () ->
                small.putMetricData(
                    MetricCalls.request("ns", d -> d.metricName("n").value(1.0)),
                    Callers.root("eu-west-1")))
        .hasMessageContaining("max-metrics");
  }

  private void refused(Consumer<MetricDatum.Builder> datum, String message) {
    assertThatThrownBy(() -> metrics.put(d -> datum.accept(d.metricName("m"))))
        .hasMessageContaining(message);
  }
}
