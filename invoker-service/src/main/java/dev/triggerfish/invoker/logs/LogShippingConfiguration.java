package dev.triggerfish.invoker.logs;

import dev.triggerfish.aws.kafka.KafkaConnection;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way of log lines to logs-service, and what they say about billing. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BillingProperties.class)
public class LogShippingConfiguration {

  @Bean(destroyMethod = "close")
  LogSink kafkaLogSink(KafkaConnection kafka) {
    return new KafkaLogSink(kafka);
  }

  @Bean
  BilledDuration billedDuration(BillingProperties properties) {
    return new BilledDuration(properties.quantum());
  }
}
