package dev.triggerfish.logs.metric;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.logs.storage.Trimming;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** CloudWatch metrics. */
@Configuration(proxyBeanMethods = false)
public class MetricConfiguration {

  @Bean
  MetricStore metricStore(
      Database logsDatabase, @Value("${triggerfish.metrics.max-metrics:20000}") long maxMetrics) {
    return new MetricStore(logsDatabase, maxMetrics);
  }

  @Bean
  MetricReader metricReader(MetricStore store, Database logsDatabase) {
    return new MetricReader(store, logsDatabase);
  }

  @Bean
  OperationGroup metricPutting(MetricStore store, PlatformClock clock) {
    return new MetricPutting(store, clock);
  }

  @Bean
  OperationGroup metricStatisticsReading(MetricReader reader) {
    return new MetricStatisticsReading(reader);
  }

  @Bean
  OperationGroup metricDataReading(MetricReader reader) {
    return new MetricDataReading(reader);
  }

  @Bean
  OperationGroup metricListing(MetricStore store, PlatformClock clock) {
    return new MetricListing(store, clock);
  }

  @Bean
  NamespaceCondition metricNamespaceCondition() {
    return new NamespaceCondition();
  }

  @Bean
  SmartLifecycle metricTrimming(
      Database logsDatabase,
      PlatformClock clock,
      @Value("${triggerfish.metrics.max-points:1000000}") long maxPoints) {
    var trimmer = new MetricTrimmer(logsDatabase, maxPoints);
    return new Trimming("Metrics", Duration.ofMinutes(5), trimmer::trim, clock);
  }
}
