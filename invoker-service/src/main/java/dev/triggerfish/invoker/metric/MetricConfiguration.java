package dev.triggerfish.invoker.metric;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.kafka.KafkaConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lambda's metrics, on their way to CloudWatch. */
@Configuration(proxyBeanMethods = false)
public class MetricConfiguration {

  // Until functions can reserve concurrency, none has any.
  @Bean
  InvocationMetrics invocationMetrics(PlatformClock clock) {
    return new InvocationMetrics(clock, invocation -> false);
  }

  @Bean(destroyMethod = "close")
  MetricPublisher invocationMetricPublisher(KafkaConnection kafka, InvocationMetrics metrics) {
    return new MetricPublisher(kafka, metrics::take);
  }
}
