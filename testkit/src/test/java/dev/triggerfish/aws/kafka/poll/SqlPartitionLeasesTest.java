package dev.triggerfish.aws.kafka.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.testkit.ManualClock;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@OnEachDatabase("kafka-machines")
class SqlPartitionLeasesTest {

  private static final Duration TERM = Duration.ofSeconds(10);
  private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

  private final ManualClock wall = new ManualClock();
  private final TestDatabase database;
  private final PartitionLeases one;
  private final PartitionLeases other;

  SqlPartitionLeasesTest(TestDatabase database) {
    this.database = database;
    this.one = leases("one");
    this.other = leases("other");
  }

  @Test
  void aPartitionIsOneProcesssAtATime() {
    var lease = one.take("s", PARTITION).orElseThrow();

    assertThat(lease.checkpoint()).isNull();
    assertThat(other.take("s", PARTITION)).isEmpty();
    assertThat(other.take("s", new TopicPartition("orders", 1))).isPresent();
    assertThat(other.take("another", PARTITION)).isPresent();
  }

  @Test
  void isTakenOverWithItsCheckpointWhenItsOwnerNoLongerBeats() {
    var before = one.take("s", PARTITION).orElseThrow();
    assertThat(one.checkpoint(before, 7, "note 7")).isTrue();
    wall.advance(TERM);
    assertThat(other.take("s", PARTITION)).isEmpty();

    wall.advance(Duration.ofMillis(1));
    var after = other.take("s", PARTITION).orElseThrow();

    assertThat(after.checkpoint()).isEqualTo(7);
    assertThat(after.note()).isEqualTo("note 7");
    assertThat(after.generation()).isGreaterThan(before.generation());
    assertThat(one.renew(before)).isFalse();
    assertThat(one.checkpoint(before, 9, "note 9")).isFalse();
    one.giveUp(before);
    assertThat(other.checkpoint(after, 8, "note 8")).isTrue();
  }

  @Test
  void isKeptForAsLongAsItsOwnerBeats() {
    var lease = one.take("s", PARTITION).orElseThrow();

    for (var beat = 0; beat < 5; beat++) {
      wall.advance(TERM.dividedBy(2));
      assertThat(one.renew(lease)).isTrue();
    }

    assertThat(other.take("s", PARTITION)).isEmpty();
  }

  @Test
  void aRestartedProcessHasItsPartitionsBackAtOnceAndFencesItsFormerSelf() {
    var before = one.take("s", PARTITION).orElseThrow();
    assertThat(one.checkpoint(before, 3, "note 3")).isTrue();

    var after = leases("one").take("s", PARTITION).orElseThrow();

    assertThat(after.checkpoint()).isEqualTo(3);
    assertThat(one.checkpoint(before, 4, "note 4")).isFalse();
  }

  @Test
  void isFreeAtOnceWhenItIsGivenUp() {
    var lease = one.take("s", PARTITION).orElseThrow();

    one.giveUp(lease);

    assertThat(one.checkpoint(lease, 1, "note 1")).isFalse();
    assertThat(other.take("s", PARTITION)).isPresent();
  }

  @Test
  void countsTheProcessesThatAreAlive() {
    assertThat(one.join("s")).isEqualTo(1);
    assertThat(other.join("s")).isEqualTo(2);
    assertThat(one.join("another")).isEqualTo(1);

    wall.advance(TERM.plusMillis(1));
    assertThat(one.join("s")).isEqualTo(1);

    assertThat(other.join("s")).isEqualTo(2);
    other.leave("s");
    assertThat(one.join("s")).isEqualTo(1);
  }

  @Test
  void ofManyThatTakeAtOnceOneHasIt() throws Exception {
    var processes = 6;
    var barrier = new CyclicBarrier(processes);
    var attempts = new ArrayList<Callable<Boolean>>();
    for (var at = 0; at < processes; at++) {
      var leases = leases("process " + at);
      attempts.add(
          () -> {
            barrier.await();
            return leases.take("s", PARTITION).isPresent();
          });
    }

    try (var threads = Executors.newFixedThreadPool(processes)) {
      for (var round = 0; round < 5; round++) {
        assertThat(threads.invokeAll(attempts).stream().filter(this::succeeded)).hasSize(1);
        wall.advance(TERM.plusMillis(1));
      }
    }
  }

  private boolean succeeded(Future<Boolean> attempt) {
    return attempt.resultNow();
  }

  private PartitionLeases leases(String owner) {
    return new SqlPartitionLeases(database.database(), "demo_partition", owner, TERM, wall::now);
  }
}
