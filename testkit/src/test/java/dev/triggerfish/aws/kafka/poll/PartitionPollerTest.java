package dev.triggerfish.aws.kafka.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.triggerfish.aws.kafka.KafkaTopic;
import dev.triggerfish.aws.kafka.TestBroker;
import dev.triggerfish.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(TestBroker.RESTARTED)
class PartitionPollerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestBroker broker = TestBroker.running();
  private final TestDatabase database = TestDatabase.h2("kafka-machines");
  private final String topic = TestBroker.topicName();
  private final List<PollingProcess> processes = new ArrayList<>();

  @AfterEach
  void close() {
    processes.forEach(PollingProcess::close);
    database.close();
  }

  @Test
  void handsEachPartitionOverInItsOrder() throws Exception {
    make(3);
    var texts = IntStream.range(0, 50).mapToObj(Integer::toString).toArray(String[]::new);
    for (var partition = 0; partition < 3; partition++) {
      broker.write(topic, partition, texts);
    }

    var process = process("one").start();

    for (var partition = 0; partition < 3; partition++) {
      awaitTexts(process, partition, texts);
    }
  }

  @Test
  void waitsForATopicThatDoesNotExistYet() throws Exception {
    var process = process("one").start();
    await().atMost(PATIENCE).until(() -> members() == 1);

    make(1);
    broker.write(topic, 0, "a");

    awaitTexts(process, 0, "a");
  }

  @Test
  void readsPartitionsThatAreAddedLater() throws Exception {
    make(1);
    broker.write(topic, 0, "a");
    var process = process("one").start();
    awaitTexts(process, 0, "a");

    make(2);
    broker.write(topic, 1, "b");

    awaitTexts(process, 1, "b");
  }

  @Test
  void goesOnAtTheCheckpointAfterARestart() throws Exception {
    make(1);
    broker.write(topic, 0, "a", "b");
    var before = process("one").start();
    await().atMost(PATIENCE).until(() -> checkpoint(0) == 2);
    before.close();

    broker.write(topic, 0, "c");
    var after = process("one").start();

    awaitTexts(after, 0, "c");
  }

  @Test
  void takesOverFromAProcessThatNoLongerBeatsWhichCanNoLongerSettle() throws Exception {
    make(1);
    broker.write(topic, 0, "a", "b");
    var gone = process("one").start();
    await().atMost(PATIENCE).until(() -> checkpoint(0) == 2);
    gone.hold(0);
    broker.write(topic, 0, "c", "d");
    awaitTexts(gone, 0, "a", "b", "c");
    gone.stopBeating();

    var successor = process("other").start();

    awaitTexts(successor, 0, "c", "d");
    gone.release(0);
    await().atMost(PATIENCE).until(() -> gone.refused().equals(List.of("c")));
    broker.write(topic, 0, "e");
    awaitTexts(successor, 0, "c", "d", "e");
    assertThat(gone.texts(0)).containsExactly("a", "b", "c");
  }

  @Test
  void aPartitionStandsStillWhileItsHandlerIsBusyAndOthersGoOn() throws Exception {
    make(2);
    var process = process("one");
    process.hold(0);
    process.start();
    broker.write(topic, 0, "a");
    awaitTexts(process, 0, "a");

    broker.write(topic, 0, "b");
    for (var text : List.of("1", "2", "3")) {
      broker.write(topic, 1, text);
    }

    awaitTexts(process, 1, "1", "2", "3");
    assertThat(process.texts(0)).containsExactly("a");
    process.release(0);
    awaitTexts(process, 0, "a", "b");
  }

  @Test
  void processesShareThePartitionsAndTakeOverWhatOneGivesUp() throws Exception {
    make(4);
    var first = process("one").start();
    await().atMost(PATIENCE).until(() -> owned("one") == 4);

    var second = process("other").start();
    await().atMost(PATIENCE).until(() -> owned("one") == 2 && owned("other") == 2);
    for (var partition = 0; partition < 4; partition++) {
      broker.write(topic, partition, "a", "b");
    }
    for (var partition = 0; partition < 4; partition++) {
      awaitTogether(first, second, partition, "a", "b");
    }

    first.close();
    for (var partition = 0; partition < 4; partition++) {
      broker.write(topic, partition, "c");
    }
    for (var partition = 0; partition < 4; partition++) {
      awaitTogether(first, second, partition, "a", "b", "c");
    }
    assertThat(owned("other")).isEqualTo(4);
  }

  @Test
  void beginsAgainFromTheCheckpointWhenTheHandlerThrows() throws Exception {
    make(1);
    var process = process("one");
    process.failAt("b");
    broker.write(topic, 0, "a", "b", "c");

    process.start();

    awaitTexts(process, 0, "a", "b", "b", "c");
  }

  @Test
  void goesOnWhenTheBrokerIsBack() throws Exception {
    make(1);
    broker.write(topic, 0, "a");
    var process = process("one").start();
    awaitTexts(process, 0, "a");

    broker.restart(() -> {});
    broker.write(topic, 0, "b");

    awaitTexts(process, 0, "a", "b");
  }

  @Test
  void startsWithTheOldestRecord() throws Exception {
    make(1);
    broker.write(topic, 0, "a", "b");

    awaitTexts(process("one", new StartingPosition.Earliest()).start(), 0, "a", "b");
  }

  @Test
  void startsWithWhatComesNextAndKeepsThatPlaceThoughNothingWasSettled() throws Exception {
    make(1);
    broker.write(topic, 0, "a");
    var latest = new StartingPosition.Latest();
    var first = process("one", latest).start();
    await().atMost(PATIENCE).until(() -> checkpoint(0) == 1);
    first.close();
    broker.write(topic, 0, "b");

    awaitTexts(process("other", latest).start(), 0, "b");
    assertThat(first.texts(0)).isEmpty();
  }

  @Test
  void startsAtAMoment() throws Exception {
    make(1);
    var moment = Instant.parse("2026-11-22T10:00:00Z");
    write("before", moment.minusMillis(1));
    write("at", moment);
    write("after", moment.plusMillis(1));

    awaitTexts(process("one", new StartingPosition.At(moment)).start(), 0, "at", "after");
  }

  @Test
  void startsAtAnOffset() throws Exception {
    make(1);
    broker.write(topic, 0, "a", "b", "c");

    awaitTexts(process("one", new StartingPosition.Offset(1)).start(), 0, "b", "c");
  }

  @Test
  void goesOnWithTheOldestRecordIfItsPlaceHasBeenTrimmed() throws Exception {
    make(1);
    broker.write(topic, 0, "a", "b", "c");
    try (var admin = Admin.create(broker.connection().properties())) {
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(2)))
          .all()
          .get();
    }

    awaitTexts(process("one", new StartingPosition.Offset(0)).start(), 0, "c");
  }

  private void make(int partitions) throws Exception {
    new KafkaTopic(topic, partitions, Map.of()).make(broker.connection(), PATIENCE);
  }

  private void write(String text, Instant at) throws Exception {
    try (var producer = broker.connection().producer("test", Map.of())) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(topic, 0, at.toEpochMilli(), text, bytes)).get();
    }
  }

  private PollingProcess process(String name) {
    return process(name, new StartingPosition.Earliest());
  }

  private PollingProcess process(String name, StartingPosition start) {
    var process =
        new PollingProcess(
            broker.connection(),
            database.database(),
            name,
            new Subscription("mapping", topic, start, 100));
    processes.add(process);
    return process;
  }

  private static void awaitTexts(PollingProcess process, int partition, String... texts) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(process.texts(partition)).containsExactly(texts));
  }

  private static void awaitTogether(
      PollingProcess first, PollingProcess second, int partition, String... texts) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              var together = new ArrayList<>(first.texts(partition));
              together.addAll(second.texts(partition));
              assertThat(together).containsExactlyInAnyOrder(texts);
            });
    assertThat(first.texts(partition)).isSorted();
    assertThat(second.texts(partition)).isSorted();
  }

  private long checkpoint(int shard) {
    return count(
        "SELECT COALESCE(MAX(checkpoint_offset), -1) FROM demo_partition_lease WHERE shard = "
            + shard);
  }

  private long owned(String process) {
    return count("SELECT COUNT(*) FROM demo_partition_lease WHERE owner = '" + process + "'");
  }

  private long members() {
    return count("SELECT COUNT(*) FROM demo_partition_member");
  }

  private long count(String sql) {
    return database.database().jdbc().sql(sql).query(Long.class).single();
  }
}
