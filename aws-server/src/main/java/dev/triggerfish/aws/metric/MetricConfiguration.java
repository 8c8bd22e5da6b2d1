package dev.triggerfish.aws.metric;

import dev.triggerfish.aws.kafka.KafkaConnection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way of metrics to CloudWatch, once per process. */
@Configuration(proxyBeanMethods = false)
public class MetricConfiguration {

  @Bean(destroyMethod = "close")
  MetricPublisher metricPublisher(KafkaConnection kafka, ObjectProvider<MetricSource> sources) {
    return new MetricPublisher(kafka, sources.stream().toList());
  }
}
