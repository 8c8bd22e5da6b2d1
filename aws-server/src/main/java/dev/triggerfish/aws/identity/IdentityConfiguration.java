package dev.triggerfish.aws.identity;

import dev.triggerfish.aws.kafka.KafkaConnection;
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
    return new IdentityReplicaFeed(kafka, replica);
  }
}
