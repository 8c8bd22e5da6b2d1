package dev.triggerfish.aws.identity;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.contracts.IdentityRecord;
import dev.triggerfish.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the identity topic from its beginning into the replica, and goes on reading. It belongs to
 * no consumer group: every process needs the whole.
 */
final class IdentityReplicaFeed implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(IdentityReplicaFeed.class);
  private static final TopicPartition PARTITION = new TopicPartition(Topics.IDENTITY, 0);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final KafkaConnection kafka;
  private final IdentityReplica replica;
  private final JsonMapper json = JsonMapper.builder().build();
  private volatile boolean running;
  private volatile @org.jspecify.annotations.Nullable KafkaConsumer<String, byte[]> consumer;

  IdentityReplicaFeed(KafkaConnection kafka, IdentityReplica replica) {
    this.kafka = kafka;
    this.replica = replica;
  }

  @Override
  public void start() {
    running = true;
    Thread.ofPlatform().daemon().name("identity-replica").start(this::run);
  }

  private void run() {
    while (running) {
      try (var opened = open()) {
        consumer = opened;
        follow(opened);
      } catch (WakeupException | InterruptException e) {
        return;
      } catch (KafkaException e) {
        log.warn("The identity topic cannot be read, trying again: {}", e.getMessage());
        pause();
      } finally {
        consumer = null;
      }
    }
  }

  private KafkaConsumer<String, byte[]> open() {
    var properties = kafka.properties();
    properties.put("auto.offset.reset", "earliest");
    properties.put("enable.auto.commit", "false");
    properties.put("allow.auto.create.topics", "false");
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private void follow(KafkaConsumer<String, byte[]> from) {
    from.assign(List.of(PARTITION));
    from.seekToBeginning(List.of(PARTITION));
    while (running) {
      for (var record : from.poll(POLL)) {
        apply(record);
      }
      // The position, not the last record's offset: compaction leaves gaps.
      replica.moveTo(from.position(PARTITION) - 1);
    }
  }

  private void apply(ConsumerRecord<String, byte[]> record) {
    try {
      var value = record.value();
      replica.put(record.key(), value == null ? null : json.readValue(value, IdentityRecord.class));
    } catch (JacksonException e) {
      log.error("Record {} of the identity topic is unreadable and left out", record.offset(), e);
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  @Override
  public void stop() {
    running = false;
    var current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
