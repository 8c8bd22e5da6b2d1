package dev.triggerfish.aws.clock;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.contracts.ClockOffset;
import dev.triggerfish.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/** The topic by which processes share platform time. */
final class ClockTopic {

  static final TopicPartition PARTITION = new TopicPartition(Topics.CLOCK, 0);

  private static final String KEY = "offset";
  private static final int PATIENCE_SECONDS = 10;

  private final KafkaConnection kafka;

  ClockTopic(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /** Makes the topic, if it is missing. */
  void create() throws ExecutionException, InterruptedException, TimeoutException {
    var topic =
        new NewTopic(Topics.CLOCK, Optional.of(1), Optional.empty())
            .configs(Map.of("cleanup.policy", "compact"));
    try (var admin = Admin.create(kafka.properties())) {
      admin.createTopics(List.of(topic)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  /** Writes an offset; when this returns, it is durable. */
  void write(Duration offset) throws ExecutionException, InterruptedException, TimeoutException {
    var properties = kafka.properties();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_SECONDS * 1_000);
    var value = JsonMapper.shared().writeValueAsBytes(new ClockOffset(offset));
    try (var producer =
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(Topics.CLOCK, KEY, value))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** A reader of no consumer group: every process needs the whole. */
  KafkaConsumer<String, byte[]> reader() {
    var properties = kafka.properties();
    properties.put("auto.offset.reset", "earliest");
    properties.put("enable.auto.commit", "false");
    properties.put("allow.auto.create.topics", "false");
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
