package dev.triggerfish.invoker.metric;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.invoker.concurrency.ConcurrencyUsage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lambda's metrics, on their way to CloudWatch. */
@Configuration(proxyBeanMethods = false)
public class MetricConfiguration {

  @Bean
  InvocationMetrics invocationMetrics(PlatformClock clock, ConcurrencyUsage concurrency) {
    return new InvocationMetrics(clock, invocation -> concurrency.isReserved(invocation.version()));
  }

  @Bean(destroyMethod = "close")
  MetricPublisher invocationMetricPublisher(KafkaConnection kafka, InvocationMetrics metrics) {
    return new MetricPublisher(kafka, metrics::take);
  }
}
