package dev.triggerfish.aws.kafka;

import java.util.HashMap;
import java.util.Map;

/**
 * How to reach Kafka, authentication included.
 *
 * @param bootstrapServers {@code host:port[,…]}
 * @param security client properties for authentication
 */
public record KafkaConnection(String bootstrapServers, Map<String, Object> security) {

  /** With SASL/PLAIN, which is what the embedded broker and the compose file speak. */
  public static KafkaConnection authenticated(
      String bootstrapServers, String username, String password) {
    return new KafkaConnection(
        bootstrapServers,
        Map.of(
            "security.protocol",
            "SASL_PLAINTEXT",
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
                + username
                + "\" password=\""
                + password
                + "\";"));
  }

  /** Properties for a producer, consumer or admin client, to be added to. */
  public Map<String, Object> properties() {
    var properties = new HashMap<>(security);
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }

  @Override
  public String toString() {
    return "KafkaConnection[" + bootstrapServers + "]";
  }
}
