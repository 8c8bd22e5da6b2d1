package dev.triggerfish.aws.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.contracts.EventHop.Step;
import dev.triggerfish.contracts.Topics;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class KafkaEventJournalTest {

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());

  @Test
  void sendsHopsKeyedByTheirEvent() {
    var journal = new KafkaEventJournal(() -> producer);
    var hop = hop("b/k", "stored");

    journal.record(hop);

    Awaitility.await().until(() -> producer.history().size() == 1);
    var sent = producer.history().getFirst();
    assertThat(sent.topic()).isEqualTo(Topics.EVENTS);
    assertThat(sent.key()).isEqualTo("b/k");
    assertThat(JsonMapper.shared().readValue(sent.value(), EventHop.class)).isEqualTo(hop);
    journal.close();
  }

  @Test
  void cutsWhatIsTooLong() {
    var huge = "x".repeat(10_000);
    var hop =
        new EventHop(huge, huge, Instant.EPOCH, Step.DROPPED, huge, huge, Map.of("error", huge));

    var cut = HopLimits.within(hop);

    assertThat(cut.id()).hasSize(1_100).endsWith("…");
    assertThat(cut.text()).hasSize(2_000);
    assertThat(cut.facts().get("error")).hasSize(1_100);
  }

  private static EventHop hop(String id, String text) {
    return new EventHop(
        id, null, Instant.parse("2026-01-02T03:04:05Z"), Step.ACCEPTED, "arn", text, Map.of());
  }
}
