package dev.triggerfish.iam.replication;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.storage.Database;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The outbox and its way to Kafka. */
@Configuration(proxyBeanMethods = false)
public class ReplicationConfiguration {

  @Bean
  OutboxStore identityOutboxStore(Database iamDatabase) {
    return new OutboxStore(iamDatabase);
  }

  @Bean
  RetrySignal identityRetrySignal() {
    return new RetrySignal();
  }

  @Bean
  OutboxPublisher identityOutboxPublisher(
      OutboxStore identityOutboxStore, IdentityTopic identityTopic, RetrySignal signal) {
    return new OutboxPublisher(identityOutboxStore, identityTopic, signal);
  }

  @Bean
  IdentityJournal identityJournal(
      Database iamDatabase, OutboxStore identityOutboxStore, OutboxPublisher publisher) {
    return new IdentityJournal(iamDatabase, identityOutboxStore, publisher);
  }

  @Bean
  IdentityReplication identityReplication(
      Database iamDatabase,
      OutboxStore identityOutboxStore,
      OutboxPublisher publisher,
      IdentityTopic identityTopic,
      List<IdentityStateSource> sources,
      RetrySignal signal) {
    return new IdentityReplication(
        iamDatabase, identityOutboxStore, publisher, identityTopic, sources, signal);
  }

  /**
   * Acknowledged by all replicas, in order, each record once; fails in seconds, since a client
   * waits and the outbox keeps what failed.
   */
  @Bean
  IdentityTopic identityTopic(KafkaConnection connection) {
    var producing = connection.properties();
    producing.put(ProducerConfig.CLIENT_ID_CONFIG, "triggerfish-identity");
    producing.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    producing.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    producing.put(ProducerConfig.ACKS_CONFIG, "all");
    producing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    producing.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    producing.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 4_000);
    producing.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    producing.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
    var administering = connection.properties();
    administering.put("client.id", "triggerfish-identity-admin");
    return new KafkaIdentityTopic(new KafkaProducer<>(producing), Admin.create(administering));
  }
}
