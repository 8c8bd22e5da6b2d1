package dev.triggerfish.iam.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.IdentityRecord;
import dev.triggerfish.contracts.IdentityRecord.AccessKeyRecord;
import dev.triggerfish.contracts.IdentityRecord.ManagedPolicyRecord;
import dev.triggerfish.iam.fixture.MemoryStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxPublisherTest {

  private final MemoryStorage storage = new MemoryStorage(Path.of("unused"));
  private final Database database = storage.database("iam");
  private final OutboxStore outbox = new OutboxStore(database);
  private final FakeIdentityTopic topic = new FakeIdentityTopic();
  private final RetrySignal signal = new RetrySignal();
  private final OutboxPublisher publisher = new OutboxPublisher(outbox, topic, signal);
  private final IdentityJournal journal = new IdentityJournal(database, outbox, publisher);

  @AfterEach
  void close() {
    storage.close();
  }

  private void change(String keyId) {
    journal.change(
        () -> {
          journal.record(new AccessKeyRecord(keyId, "AIDA", true));
          return true;
        });
  }

  @Test
  void publishesAChangeBeforeItIsAnswered() {
    publisher.open();

    change("AKIA1");
    change("AKIA2");

    assertThat(topic.keys()).containsExactly("key/AKIA1", "key/AKIA2");
    assertThat(journal.position()).isEqualTo(1);
    assertThat(outbox.oldest(10)).isEmpty();
  }

  @Test
  void keepsAChangeWhileKafkaIsAwayAndSendsItInOrderLater() {
    publisher.open();
    topic.setAway(true);
    change("AKIA1");
    change("AKIA2");
    assertThat(journal.position()).isEqualTo(-1);
    assertThat(signal.take()).isTrue();

    topic.setAway(false);
    assertThat(publisher.publishPending(Duration.ofSeconds(5))).isTrue();

    assertThat(topic.keys()).containsExactly("key/AKIA1", "key/AKIA2");
  }

  @Test
  void publishesNothingOfAChangeThatFails() {
    publisher.open();

    assertThatThrownBy(
            () ->
                journal.change(
                    () -> {
                      journal.remove("key/AKIA1");
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(topic.keys()).isEmpty();
    assertThat(outbox.oldest(10)).isEmpty();
  }

  @Test
  void publishesWhatAnEarlierProcessLeftBehindAtStart() {
    // Never opened: as if the process had been killed after the commit.
    change("AKIA1");
    assertThat(topic.keys()).isEmpty();

    try (var started = start(topic, List.of())) {
      assertThat(topic.keys()).startsWith("key/AKIA1").endsWith("marker");
      assertThat(started.publisher().position()).isEqualTo(topic.keys().size() - 1);
    }
  }

  @Test
  void publishesTheWholeStateOnlyIntoAnEmptyTopic() {
    IdentityStateSource state = () -> Stream.of(new AccessKeyRecord("AKIA1", "AIDA", true));
    var builtIn =
        new IdentityStateSource() {
          @Override
          public Stream<IdentityRecord> identityRecords() {
            return Stream.of(new ManagedPolicyRecord("arn", "{}"));
          }

          @Override
          public boolean builtIn() {
            return true;
          }
        };

    try (var first = start(topic, List.of(state, builtIn))) {
      assertThat(first.publisher().position()).isEqualTo(2);
    }
    try (var second = start(topic, List.of(state, builtIn))) {
      assertThat(second.publisher().position()).isEqualTo(4);
    }

    assertThat(topic.keys())
        .containsExactly("key/AKIA1", "policy/arn", "marker", "policy/arn", "marker");
  }

  @Test
  void startsWithoutKafkaAndCatchesUpInTheBackground() {
    topic.setAway(true);
    try (var started = start(topic, List.of())) {
      assertThat(started.publisher().position()).isEqualTo(-1);

      topic.setAway(false);

      await().atMost(Duration.ofSeconds(10)).until(() -> started.publisher().position() == 0);
      assertThat(topic.keys()).containsExactly("marker");
    }
  }

  @Test
  void sendsConcurrentChangesInTheOrderOfTheirCommits() {
    publisher.open();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 50).forEach(number -> threads.execute(() -> change("AKIA" + number)));
    }

    assertThat(topic.keys()).hasSize(50).doesNotHaveDuplicates();
    assertThat(journal.position()).isEqualTo(49);
  }

  /** What runs after a start. */
  private record Started(OutboxPublisher publisher, IdentityReplication replication)
      implements AutoCloseable {
    @Override
    public void close() {
      replication.stop();
    }
  }

  private Started start(FakeIdentityTopic on, List<IdentityStateSource> sources) {
    var retries = new RetrySignal();
    var restarted = new OutboxPublisher(outbox, on, retries);
    var replication = new IdentityReplication(database, outbox, restarted, on, sources, retries);
    replication.start();
    return new Started(restarted, replication);
  }
}
