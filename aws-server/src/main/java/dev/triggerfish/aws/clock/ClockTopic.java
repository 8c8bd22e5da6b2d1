package dev.triggerfish.aws.clock;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.kafka.KafkaTopic;
import dev.triggerfish.contracts.ClockOffset;
import dev.triggerfish.contracts.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.json.JsonMapper;

/** Announces platform time in the topic by which processes share it. */
final class ClockTopic {

  static final KafkaTopic TOPIC = KafkaTopic.compacted(Topics.CLOCK);

  private static final String KEY = "offset";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaConnection kafka;

  ClockTopic(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /** Writes an offset; when this returns, it is durable. */
  void write(Duration offset) throws ExecutionException, InterruptedException, TimeoutException {
    TOPIC.make(kafka, PATIENCE);
    var value = JsonMapper.shared().writeValueAsBytes(new ClockOffset(offset));
    var settings =
        Map.<String, Object>of(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
    try (var producer = kafka.producer("triggerfish-clock", settings)) {
      producer
          .send(new ProducerRecord<>(Topics.CLOCK, KEY, value))
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
