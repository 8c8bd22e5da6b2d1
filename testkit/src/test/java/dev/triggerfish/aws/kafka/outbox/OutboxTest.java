package dev.triggerfish.aws.kafka.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.kafka.KafkaTopic;
import dev.triggerfish.aws.kafka.TestBroker;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@OnEachDatabase("kafka-machines")
@ResourceLock(TestBroker.RESTARTED)
class OutboxTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestBroker broker = TestBroker.running();
  private final String name = TestBroker.topicName();
  private final Database database;
  private final Outbox outbox;
  private final OutboxTopic topic =
      new KafkaOutboxTopic(broker.connection(), new KafkaTopic(name, 2, Map.of()), "outbox-test");

  OutboxTest(TestDatabase database) {
    this.database = database.database();
    this.outbox = outbox(name);
  }

  @AfterEach
  void close() {
    topic.close();
  }

  @Test
  void isOnlyFilledWithinATransaction() {
    var entry = entry(0, "a");

    assertThatThrownBy(() -> outbox.add(entry)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sendsWhatWasCommittedInOrderWithNumbersKeysAndHeaders() throws Exception {
    var relay = relay();
    change("a", "b");
    change("c");

    assertThat(relay.publishPending(PATIENCE)).isTrue();

    assertThat(keys(0)).containsExactly("a", "b", "c");
    assertThat(numbers(0)).containsExactly(1L, 2L, 3L);
    var first = read(0).getFirst();
    assertThat(new String(first.value(), StandardCharsets.UTF_8)).isEqualTo("value of a");
    assertThat(new String(first.headers().lastHeader("kind").value(), StandardCharsets.UTF_8))
        .isEqualTo("test");
    assertThat(relay.position()).isEqualTo(2);
    assertThat(outbox.store().oldest(0, 10)).isEmpty();
  }

  @Test
  void sendsNothingOfATransactionThatFails() throws Exception {
    var relay = relay();

    assertThatThrownBy(
            () ->
                database
                    .transactions()
                    .execute(
                        _ -> {
                          outbox.add(entry(0, "a"));
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(relay.publishPending(PATIENCE)).isTrue();
    assertThat(read(0)).isEmpty();
  }

  @Test
  void keepsShardsAndOutboxesInTheSameTablesApart() throws Exception {
    var other = outbox(name + "-other");
    database
        .transactions()
        .execute(
            _ -> {
              outbox.add(entry(1, "one"));
              outbox.add(entry(0, "zero"));
              other.add(entry(0, "elsewhere"));
              return true;
            });

    relay().publishPending(PATIENCE);

    assertThat(keys(0)).containsExactly("zero");
    assertThat(read(1)).isEmpty();
    assertThat(outbox.store().oldest(1, 10)).hasSize(1);
    assertThat(other.store().oldest(0, 10)).hasSize(1);
  }

  @Test
  void numbersAreInCommitOrderWhateverRunsAtOnce() {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 40)
          .forEach(
              number ->
                  threads.execute(
                      () -> {
                        awaitUninterruptibly(start);
                        change("first of " + number, "second of " + number);
                      }));
      start.countDown();
    }

    var rows = outbox.store().oldest(0, 100);
    assertThat(rows)
        .extracting(OutboxRow::number)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 80).boxed().toList());
    for (var at = 0; at < rows.size(); at += 2) {
      var pair = rows.get(at).entry().key().replace("first", "second");
      assertThat(rows.get(at + 1).entry().key()).isEqualTo(pair);
    }
  }

  @Test
  void sendsInManySteps() throws Exception {
    var relay = relay();
    var keys = IntStream.range(0, 1_234).mapToObj(Integer::toString).toArray(String[]::new);
    change(keys);

    assertThat(relay.publishPending(PATIENCE)).isTrue();

    assertThat(keys(0)).containsExactly(keys);
  }

  @Test
  void doesNotSendAgainWhatAnEarlierProcessSentButDidNotDelete() throws Exception {
    relay();
    change("a", "b", "c", "d");
    topic.append(outbox.store().oldest(0, 3), PATIENCE);

    var restarted = relay();
    assertThat(restarted.publishPending(PATIENCE)).isTrue();

    assertThat(keys(0)).containsExactly("a", "b", "c", "d");
    assertThat(restarted.position()).isEqualTo(3);
  }

  @Test
  void sendsAgainFromARecordThatIsMissingInBetween() throws Exception {
    relay();
    change("a", "b", "c", "d");
    var rows = outbox.store().oldest(0, 10);
    topic.append(List.of(rows.get(0), rows.get(2)), PATIENCE);

    assertThat(relay().publishPending(PATIENCE)).isTrue();

    assertThat(keys(0)).containsExactly("a", "c", "b", "c", "d");
    var numbers = OutboxNumbers.fromAnywhere();
    assertThat(numbers(0).stream().filter(numbers::take)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void keepsWhatKafkaDoesNotTakeAndSendsItInOrderLater() throws Exception {
    var relay = relay();
    broker.restart(
        () -> {
          change("a", "b");
          assertThat(relay.publishPending(Duration.ofMillis(200))).isFalse();
          assertThat(relay.takeDelayed()).isTrue();
        });

    change("c");
    while (!relay.publishPending(PATIENCE)) {
      assertThat(relay.takeDelayed()).isTrue();
    }

    var numbers = OutboxNumbers.from(1);
    assertThat(read(0).stream().filter(read -> numbers.take(number(read))).map(ConsumerRecord::key))
        .containsExactly("a", "b", "c");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Outbox outbox(String of) {
    return new Outbox(database, "demo_outbox", of);
  }

  private OutboxRelay relay() throws Exception {
    topic.prepare(PATIENCE);
    var relay = new OutboxRelay(outbox, topic, 0);
    relay.open();
    return relay;
  }

  private void change(String... keys) {
    database
        .transactions()
        .execute(
            _ -> {
              List.of(keys).forEach(key -> outbox.add(entry(0, key)));
              return true;
            });
  }

  private static OutboxEntry entry(int shard, String key) {
    var payload = ("value of " + key).getBytes(StandardCharsets.UTF_8);
    return new OutboxEntry(shard, key, Map.of("kind", "test"), payload);
  }

  private List<String> keys(int shard) {
    return read(shard).stream().map(ConsumerRecord::key).toList();
  }

  private List<Long> numbers(int shard) {
    return read(shard).stream().map(OutboxTest::number).toList();
  }

  private static long number(ConsumerRecord<String, byte[]> read) {
    return OutboxNumbers.of(read.headers()).orElseThrow();
  }

  private List<ConsumerRecord<String, byte[]>> read(int shard) {
    var partition = new TopicPartition(name, shard);
    var all = new ArrayList<ConsumerRecord<String, byte[]>>();
    try (var reader = broker.connection().reader(Map.of())) {
      reader.assign(List.of(partition));
      reader.seekToBeginning(List.of(partition));
      long end = Objects.requireNonNull(reader.endOffsets(List.of(partition)).get(partition));
      while (reader.position(partition) < end) {
        all.addAll(reader.poll(Duration.ofMillis(100)).records(partition));
      }
    }
    return all;
  }
}
