package dev.triggerfish.logs.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.logs.storage.LogsStorageConfiguration;
import dev.triggerfish.testkit.Callers;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.RecentlyActive;

@OnEachDatabase("logs")
class MetricListingTest {

  private final ServiceContext context;
  private final MetricCalls metrics;

  MetricListingTest(TestDatabase database) {
    context =
        new ServiceContext(database, LogsStorageConfiguration.class, MetricConfiguration.class);
    metrics = new MetricCalls(context);
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void listsByNamespaceNameAndDimensions() {
    var a = Dimension.builder().name("a").value("1").build();
    metrics.put(d -> d.metricName("m").value(1.0).dimensions(a));
    metrics.put(d -> d.metricName("n").value(1.0));
    metrics.put("other", d -> d.metricName("m").value(1.0));
    assertThat(metrics.list(r -> r.namespace("ns")))
        .extracting(Metric::metricName)
        .containsExactly("m", "n");
    assertThat(metrics.list(r -> r.metricName("m"))).hasSize(2);
    assertThat(metrics.list(r -> r.dimensions(DimensionFilter.builder().name("a").build())))
        .hasSize(1);
    assertThat(
            metrics.list(r -> r.dimensions(DimensionFilter.builder().name("a").value("2").build())))
        .isEmpty();
    assertThat(metrics.list(r -> r.metricName("m").namespace("ns")).getFirst().dimensions())
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
      metrics.putting.putMetricData(request, Callers.root("eu-west-1"));
    }
    var sizes = new ArrayList<Integer>();
    String token = null;
    do {
      var page =
          metrics.listing.listMetrics(
              ListMetricsRequest.builder().nextToken(token).build(), Callers.root("eu-west-1"));
      sizes.add(page.metrics().size());
      token = page.nextToken();
    } while (token != null);
    assertThat(sizes).containsExactly(500, 500, 100);
  }

  @Test
  void listsWhatIsActive() {
    metrics.put("old", 1.0, 0);
    context.clock().advance(Duration.ofHours(4));
    metrics.put("new", 1.0, 0);
    assertThat(metrics.list(r -> r.recentlyActive(RecentlyActive.PT3_H)))
        .extracting(Metric::metricName)
        .containsExactly("new");
    assertThat(metrics.list(r -> {})).hasSize(2);
    context.clock().advance(Duration.ofDays(14).plusSeconds(1));
    assertThat(metrics.list(r -> {})).isEmpty();
  }

  @Test
  void accountsAndRegionsDoNotSeeEachOther() {
    metrics.put("m", 1.0, 0);
    for (var other :
        List.of(
            Callers.root("111111111111", "eu-west-1"), Callers.root("000000000000", "us-east-1"))) {
      assertThat(metrics.listing.listMetrics(ListMetricsRequest.builder().build(), other).metrics())
          .isEmpty();
    }
  }
}
