package dev.triggerfish.aws.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

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

  /**
   * A producer whose records are acknowledged by all replicas.
   *
   * @param clientId what Kafka knows it as
   * @param settings further ones, by Kafka's names
   */
  public Producer<String, byte[]> producer(String clientId, Map<String, Object> settings) {
    var properties = properties();
    properties.put("client.id", clientId);
    properties.put("acks", "all");
    properties.putAll(settings);
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * A consumer of no group, which is told what to read.
   *
   * @param settings further ones, by Kafka's names
   */
  public Consumer<String, byte[]> reader(Map<String, Object> settings) {
    var properties = properties();
    properties.put("enable.auto.commit", "false");
    properties.put("allow.auto.create.topics", "false");
    properties.putAll(settings);
    var keys = new StringDeserializer();
    keys.configure(properties, true);
    return new KafkaConsumer<>(properties, keys, new ByteArrayDeserializer());
  }

  @Override
  public String toString() {
    return "KafkaConnection[" + bootstrapServers + "]";
  }
}
