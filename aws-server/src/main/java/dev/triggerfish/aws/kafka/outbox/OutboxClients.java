package dev.triggerfish.aws.kafka.outbox;

import dev.triggerfish.aws.kafka.KafkaConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * A producer and an administering client, which topics can share. Records are acknowledged by all
 * replicas, in order; they fail within seconds, since a client may wait and the outbox keeps what
 * failed.
 *
 * @param kafka where it is
 * @param producer of records
 * @param admin of topics
 */
public record OutboxClients(KafkaConnection kafka, Producer<String, byte[]> producer, Admin admin)
    implements AutoCloseable {

  private static final Duration CLOSING = Duration.ofSeconds(5);

  /**
   * Connects, now or once Kafka is there.
   *
   * @param clientId what Kafka knows them as
   * @param settings further ones of the producer, by Kafka's names
   */
  public static OutboxClients connect(
      KafkaConnection kafka, String clientId, Map<String, Object> settings) {
    var producing =
        new HashMap<String, Object>(
            Map.of(
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                ProducerConfig.LINGER_MS_CONFIG, 0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 4_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000));
    producing.putAll(settings);
    var administering = kafka.properties();
    administering.put("client.id", clientId + "-admin");
    return new OutboxClients(
        kafka, kafka.producer(clientId, producing), Admin.create(administering));
  }

  @Override
  public void close() {
    producer.close(CLOSING);
    admin.close(CLOSING);
  }
}
