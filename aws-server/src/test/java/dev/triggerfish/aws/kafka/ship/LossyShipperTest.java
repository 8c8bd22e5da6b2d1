package dev.triggerfish.aws.kafka.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LossyShipperTest {

  private static final int CAPACITY = 8_192;

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());

  @Test
  void shipsInTheOrderInWhichThingsCame() {
    try (var shipper = shipper(() -> producer)) {
      List.of("a", "b", "c").forEach(shipper::accept);

      Awaitility.await().until(() -> producer.history().size() == 3);
    }
    assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("a", "b", "c");
  }

  @Test
  void shipsWhatIsLeftWhenItIsClosed() {
    var shipper = shipper(() -> producer);
    for (var at = 0; at < 1_000; at++) {
      shipper.accept("line " + at);
    }

    shipper.close();

    assertThat(producer.history()).hasSize(1_000);
    assertThat(producer.closed()).isTrue();
    shipper.accept("late");
    assertThat(shipper.dropped()).isEqualTo("late".length());
  }

  @Test
  void makesNoProducerBeforeThereIsSomethingToShip() {
    var made = new AtomicInteger();
    var shipper =
        shipper(
            () -> {
              made.incrementAndGet();
              return producer;
            });

    shipper.close();

    assertThat(made).hasValue(0);
  }

  @Test
  void asksForAProducerAgainUntilThereIsOne() {
    var refusals = new AtomicInteger(3);
    var shipper =
        shipper(
            () -> {
              if (refusals.getAndDecrement() > 0) {
                throw new KafkaException("no resolvable bootstrap urls");
              }
              return producer;
            });

    shipper.accept("early");

    Awaitility.await().until(() -> producer.history().size() == 1);
    shipper.accept("late");
    shipper.close();
    assertThat(producer.history()).hasSize(2);
    assertThat(shipper.dropped()).isZero();
  }

  @Test
  void countsWhatIsLeftIfThereNeverWasAProducer() {
    var asked = new AtomicInteger();
    var shipper =
        new LossyShipper<>(
            new LossyShipper.Settings(
                "test-shipper", "lines", CAPACITY, Duration.ofSeconds(5), Duration.ofHours(1)),
            new Text(),
            () -> {
              asked.incrementAndGet();
              throw new KafkaException("no resolvable bootstrap urls");
            });
    shipper.accept("line");
    Awaitility.await().until(() -> asked.get() == 1);

    shipper.close();

    assertThat(shipper.dropped()).isEqualTo("line".length());
    assertThat(asked).hasValue(1);
  }

  @Test
  void neitherBlocksNorGrowsWhileKafkaIsAway() {
    var back = new CountDownLatch(1);
    var shipper =
        shipper(
            () -> {
              try {
                back.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return producer;
            });
    for (var at = 0; at < 20_000; at++) {
      shipper.accept("x");
    }

    assertThat(shipper.dropped()).isEqualTo(20_000 - CAPACITY);
    back.countDown();
    shipper.close();
    assertThat(producer.history()).hasSize(CAPACITY);
  }

  @Test
  void countsWhatKafkaRefusesByItsWeight() {
    producer.sendException = new KafkaException("too large");
    try (var shipper = shipper(() -> producer)) {
      shipper.accept("line");

      Awaitility.await().until(() -> shipper.dropped() == "line".length());
    }
  }

  @Test
  void goesOnAfterSomethingThatCannotBePacked() {
    try (var shipper = shipper(() -> producer)) {
      shipper.accept(Text.UNPACKABLE);
      Awaitility.await().until(() -> shipper.dropped() == Text.UNPACKABLE.length());

      shipper.accept("line");

      Awaitility.await().until(() -> producer.history().size() == 1);
    }
  }

  private static LossyShipper<String> shipper(Supplier<Producer<String, byte[]>> producers) {
    return new LossyShipper<>(
        new LossyShipper.Settings(
            "test-shipper", "lines", CAPACITY, Duration.ofSeconds(10), Duration.ofMillis(1)),
        new Text(),
        producers);
  }

  /** Each text is a record, which weighs as much as it is long. */
  private static final class Text implements Cargo<String> {

    static final String UNPACKABLE = "unpackable";

    @Override
    public List<Parcel> pack(List<String> collected) {
      if (collected.contains(UNPACKABLE)) {
        throw new IllegalArgumentException(UNPACKABLE);
      }
      return collected.stream()
          .map(
              text ->
                  new Parcel(
                      new ProducerRecord<>("topic", text, text.getBytes(StandardCharsets.UTF_8)),
                      weight(text)))
          .toList();
    }

    @Override
    public int weight(String text) {
      return text.length();
    }
  }
}
