package dev.triggerfish.aws.kafka;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where Kafka is, for a service that does not carry its own.
 *
 * @param bootstrapServers {@code host:port[,…]}
 * @param username of this service
 * @param password of this service
 */
@ConfigurationProperties("triggerfish.kafka")
public record KafkaProperties(String bootstrapServers, String username, String password) {

  @Override
  public String toString() {
    return "KafkaProperties[bootstrapServers=" + bootstrapServers + "]";
  }
}
