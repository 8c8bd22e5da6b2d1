package dev.triggerfish.allinone.broker;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.storage.DataDirectory;
import dev.triggerfish.broker.EmbeddedBroker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Kafka in this JVM, in place of a server of its own. */
@Configuration(proxyBeanMethods = false)
public class BrokerConfiguration {

  @Bean
  EmbeddedBroker embeddedBroker(DataDirectory directory) {
    return EmbeddedBroker.start(directory.folder("kafka"), 0);
  }

  @Bean
  KafkaConnection kafkaConnection(EmbeddedBroker broker) {
    return KafkaConnection.authenticated(
        broker.bootstrapServers(), broker.username(), broker.password());
  }
}
