package dev.triggerfish.aws.kafka;

import java.util.Map;

/**
 * How to reach Kafka, authentication included.
 *
 * @param bootstrapServers {@code host:port[,…]}
 * @param security client properties for authentication
 */
public record KafkaConnection(String bootstrapServers, Map<String, Object> security) {

  /** Properties for a producer, consumer or admin client, to be added to. */
  public Map<String, Object> properties() {
    var properties = new java.util.HashMap<>(security);
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }
}
