package dev.triggerfish.invoker.metric;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.metric.MetricSource;
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

  @Bean
  MetricSource invocationMetricSource(InvocationMetrics metrics) {
    return () -> LambdaSeries.taken(metrics.take());
  }
}
