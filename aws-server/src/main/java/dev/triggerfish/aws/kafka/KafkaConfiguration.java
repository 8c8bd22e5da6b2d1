package dev.triggerfish.aws.kafka;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Kafka as a server of its own, for a service that runs alone. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaProperties.class)
public class KafkaConfiguration {

  @Bean
  KafkaConnection kafkaConnection(KafkaProperties properties) {
    return KafkaConnection.authenticated(
        properties.bootstrapServers(), properties.username(), properties.password());
  }
}
