package dev.triggerfish.iam.replication;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.kafka.KafkaTopic;
import dev.triggerfish.aws.kafka.outbox.KafkaOutboxTopic;
import dev.triggerfish.aws.kafka.outbox.Outbox;
import dev.triggerfish.aws.kafka.outbox.OutboxRelay;
import dev.triggerfish.aws.kafka.outbox.OutboxTopic;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.Topics;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way of identity changes to Kafka. */
@Configuration(proxyBeanMethods = false)
public class ReplicationConfiguration {

  @Bean
  Outbox identityOutbox(Database iamDatabase) {
    return new Outbox(iamDatabase, "iam_outbox", Topics.IDENTITY);
  }

  @Bean
  OutboxRelay identityRelay(Outbox identityOutbox, OutboxTopic identityTopic) {
    return new OutboxRelay(identityOutbox, identityTopic, 0);
  }

  @Bean
  IdentityChanges identityChanges(
      Database iamDatabase, Outbox identityOutbox, OutboxRelay identityRelay) {
    return new IdentityChanges(iamDatabase, identityOutbox, identityRelay);
  }

  @Bean
  IdentityReplication identityReplication(
      IdentityChanges identityChanges,
      OutboxRelay identityRelay,
      OutboxTopic identityTopic,
      List<IdentityStateSource> sources) {
    return new IdentityReplication(identityChanges, identityRelay, identityTopic, sources);
  }

  /** One partition, so that an offset names a moment. */
  @Bean
  OutboxTopic identityTopic(KafkaConnection connection) {
    return new KafkaOutboxTopic(
        connection, KafkaTopic.compacted(Topics.IDENTITY), "triggerfish-identity");
  }
}
