package dev.triggerfish.logs.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.contracts.EventHop.Step;
import dev.triggerfish.contracts.Topics;
import dev.triggerfish.logs.journal.EventHopStore;
import dev.triggerfish.logs.journal.EventJournalConfiguration;
import dev.triggerfish.logs.storage.LogsStorageConfiguration;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@OnEachDatabase("logs")
class EventHopConsumerTest {

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.123456789Z");

  private final ServiceContext context;
  private final EventHopConsumer consumer;

  EventHopConsumerTest(TestDatabase database) {
    context =
        new ServiceContext(
            database, LogsStorageConfiguration.class, EventJournalConfiguration.class);
    consumer = new EventHopConsumer(context.bean(EventHopStore.class));
  }

  private int acknowledged;

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void writesHopsOnceHoweverOftenTheyArrive() {
    arrive(json(hop("a", "one")), json(hop("a", "two")), json(hop("a", "one")));
    arrive(json(hop("a", "one")), json(hop("b", "one")));

    assertThat(texts()).containsExactly("one", "two", "one");
    assertThat(acknowledged).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"id\":\"\",\"at\":\"2026-01-02T03:04:05Z\",\"step\":\"ACCEPTED\",\"resource\":\"r\","
            + "\"text\":\"t\",\"facts\":{}}",
        "{\"id\":\"x\",\"at\":\"2026-01-02T03:04:05Z\",\"step\":\"LOST\",\"resource\":\"r\","
            + "\"text\":\"t\",\"facts\":{}}",
        "{\"id\":\"x\",\"at\":\"2026-01-02T03:04:05Z\",\"step\":\"ACCEPTED\",\"resource\":\"r\","
            + "\"text\":\"t\",\"facts\":{\"a\":null}}"
      })
  void leavesPoisonOutAndGoesOn(String poison) {
    arrive(poison.getBytes(StandardCharsets.UTF_8), json(hop("a", "good")));

    assertThat(texts()).containsExactly("good");
    assertThat(acknowledged).isEqualTo(1);
  }

  @Test
  void leavesOutWhatIsTooLong() {
    arrive(json(hop("x".repeat(5_000), "long")), json(hop("a", "y".repeat(5_000))));
    arrive(json(hop("a", "good\0")));

    assertThat(texts()).containsExactly("good\uFFFD");
  }

  private void arrive(byte[]... values) {
    var records = new ArrayList<ConsumerRecord<String, byte[]>>();
    for (var value : values) {
      records.add(new ConsumerRecord<>(Topics.EVENTS, 0, records.size(), "key", value));
    }
    consumer.onMessage(records, () -> acknowledged++);
  }

  private static byte[] json(EventHop hop) {
    return JsonMapper.shared().writeValueAsBytes(hop);
  }

  private static EventHop hop(String id, String text) {
    return new EventHop(id, null, AT, Step.ACCEPTED, "arn", text, Map.of());
  }

  private List<String> texts() {
    return context
        .database()
        .jdbc()
        .sql("select text from event_hop order by seq")
        .query((row, _) -> row.getString("text"))
        .list();
  }
}
