package dev.triggerfish.aws.identity;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.kafka.TopicFollower;
import dev.triggerfish.contracts.Topics;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The replica of IAM's state, once per process. */
@Configuration(proxyBeanMethods = false)
public class IdentityConfiguration {

  @Bean
  IdentityReplica identityReplica() {
    return new IdentityReplica();
  }

  @Bean
  SmartLifecycle identityReplicaFeed(KafkaConnection kafka, IdentityReplica replica) {
    return TopicFollower.of(kafka, Topics.IDENTITY, new IdentityReplicaFeed(replica));
  }
}
