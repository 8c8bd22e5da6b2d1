package dev.triggerfish.aws.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.contracts.EventHop.Step;
import dev.triggerfish.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
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
    var journal = journal(() -> producer);
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
  void sendsWhatIsLeftWhenItIsClosed() {
    var journal = journal(() -> producer);
    for (var at = 0; at < 1_000; at++) {
      journal.record(hop("id", "hop " + at));
    }

    journal.close();

    assertThat(producer.history()).hasSize(1_000);
    assertThat(producer.closed()).isTrue();
    journal.record(hop("id", "late"));
    assertThat(journal.dropped()).isEqualTo(1);
  }

  @Test
  void makesNoProducerWithoutEvents() {
    var made = new AtomicInteger();
    var journal =
        journal(
            () -> {
              made.incrementAndGet();
              return producer;
            });

    journal.close();

    assertThat(made).hasValue(0);
  }

  @Test
  void asksForAProducerAgainUntilThereIsOne() {
    var refusals = new AtomicInteger(3);
    var journal =
        journal(
            () -> {
              if (refusals.getAndDecrement() > 0) {
                throw new KafkaException("no resolvable bootstrap urls");
              }
              return producer;
            });

    journal.record(hop("id", "early"));

    Awaitility.await().until(() -> producer.history().size() == 1);
    journal.record(hop("id", "late"));
    journal.close();
    assertThat(producer.history()).hasSize(2);
    assertThat(journal.dropped()).isZero();
  }

  @Test
  void closesAlthoughThereIsNoProducer() {
    var asked = new AtomicInteger();
    var journal =
        new KafkaEventJournal(
            () -> {
              asked.incrementAndGet();
              throw new KafkaException("no resolvable bootstrap urls");
            },
            Duration.ofHours(1));
    journal.record(hop("id", "hop"));
    Awaitility.await().until(() -> asked.get() == 1);

    journal.close();

    journal.record(hop("id", "late"));
    assertThat(journal.dropped()).isEqualTo(1);
    assertThat(asked).hasValue(1);
  }

  @Test
  void neitherBlocksNorGrowsWhileKafkaIsAway() {
    var back = new CountDownLatch(1);
    var journal =
        journal(
            () -> {
              try {
                back.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return producer;
            });
    for (var at = 0; at < 20_000; at++) {
      journal.record(hop("id", "hop " + at));
    }

    assertThat(journal.dropped()).isEqualTo(20_000 - 8_192);
    back.countDown();
    journal.close();
    assertThat(producer.history()).hasSize(8_192);
  }

  @Test
  void countsWhatKafkaRefuses() {
    producer.sendException = new KafkaException("too large");
    var journal = journal(() -> producer);

    journal.record(hop("id", "hop"));

    Awaitility.await().until(() -> journal.dropped() == 1);
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

  private static KafkaEventJournal journal(Supplier<Producer<String, byte[]>> producers) {
    return new KafkaEventJournal(producers, Duration.ofMillis(1));
  }

  private static EventHop hop(String id, String text) {
    return new EventHop(
        id, null, Instant.parse("2026-01-02T03:04:05Z"), Step.ACCEPTED, "arn", text, Map.of());
  }
}
