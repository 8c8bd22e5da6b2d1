package dev.triggerfish.iam.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.triggerfish.aws.kafka.outbox.Outbox;
import dev.triggerfish.aws.kafka.outbox.OutboxRelay;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.IdentityRecord;
import dev.triggerfish.contracts.IdentityRecord.AccessKeyRecord;
import dev.triggerfish.contracts.IdentityRecord.ManagedPolicyRecord;
import dev.triggerfish.contracts.Topics;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@OnEachDatabase("iam")
class IdentityChangesTest {

  private final Database database;
  private final Outbox outbox;
  private final FakeOutboxTopic topic = new FakeOutboxTopic();
  private final OutboxRelay relay;
  private final IdentityChanges changes;

  IdentityChangesTest(TestDatabase database) {
    this.database = database.database();
    outbox = new Outbox(this.database, "iam_outbox", Topics.IDENTITY);
    relay = new OutboxRelay(outbox, topic, 0);
    changes = new IdentityChanges(this.database, outbox, relay);
  }

  private void change(String keyId) {
    changes.change(
        () -> {
          changes.record(new AccessKeyRecord(keyId, "AIDA", true));
          return true;
        });
  }

  @Test
  void publishesAChangeBeforeItIsAnswered() {
    relay.open();

    change("AKIA1");
    change("AKIA2");

    assertThat(topic.keys()).containsExactly("key/AKIA1", "key/AKIA2");
    assertThat(changes.position()).isEqualTo(1);
    assertThat(pending()).isZero();
  }

  @Test
  void keepsAChangeWhileKafkaIsAwayAndSendsItInOrderLater() {
    relay.open();
    topic.setAway(true);
    change("AKIA1");
    change("AKIA2");
    assertThat(changes.position()).isEqualTo(-1);
    assertThat(relay.takeDelayed()).isTrue();

    topic.setAway(false);
    assertThat(relay.publishPending(Duration.ofSeconds(5))).isTrue();

    assertThat(topic.keys()).containsExactly("key/AKIA1", "key/AKIA2");
  }

  @Test
  void publishesNothingOfAChangeThatFails() {
    relay.open();

    assertThatThrownBy(
            () ->
                changes.change(
                    () -> {
                      changes.remove("key/AKIA1");
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(topic.keys()).isEmpty();
    assertThat(pending()).isZero();
  }

  @Test
  void publishesWhatAnEarlierProcessLeftBehindAtStart() {
    // Never opened: as if the process had been killed after the commit.
    change("AKIA1");
    assertThat(topic.keys()).isEmpty();

    try (var started = start(topic, List.of())) {
      assertThat(topic.keys()).startsWith("key/AKIA1").endsWith("marker");
      assertThat(started.relay().position()).isEqualTo(topic.keys().size() - 1);
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
      assertThat(first.relay().position()).isEqualTo(2);
    }
    try (var second = start(topic, List.of(state, builtIn))) {
      assertThat(second.relay().position()).isEqualTo(4);
    }

    assertThat(topic.keys())
        .containsExactly("key/AKIA1", "policy/arn", "marker", "policy/arn", "marker");
  }

  @Test
  void startsWithoutKafkaAndCatchesUpInTheBackground() {
    topic.setAway(true);
    try (var started = start(topic, List.of())) {
      assertThat(started.relay().position()).isEqualTo(-1);

      topic.setAway(false);

      await().atMost(Duration.ofSeconds(10)).until(() -> started.relay().position() == 0);
      assertThat(topic.keys()).containsExactly("marker");
    }
  }

  @Test
  void sendsConcurrentChangesInTheOrderOfTheirCommits() {
    relay.open();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 50).forEach(number -> threads.execute(() -> change("AKIA" + number)));
    }

    assertThat(topic.keys()).hasSize(50).doesNotHaveDuplicates();
    assertThat(changes.position()).isEqualTo(49);
  }

  /** What runs after a start. */
  private record Started(OutboxRelay relay, IdentityReplication replication)
      implements AutoCloseable {
    @Override
    public void close() {
      replication.stop();
    }
  }

  private long pending() {
    return database.jdbc().sql("SELECT COUNT(*) FROM iam_outbox").query(Long.class).single();
  }

  private Started start(FakeOutboxTopic on, List<IdentityStateSource> sources) {
    var restarted = new OutboxRelay(outbox, on, 0);
    var replication =
        new IdentityReplication(
            new IdentityChanges(database, outbox, restarted), restarted, on, sources);
    replication.start();
    return new Started(restarted, replication);
  }
}
