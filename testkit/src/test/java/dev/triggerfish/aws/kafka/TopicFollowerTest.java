package dev.triggerfish.aws.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(TestBroker.RESTARTED)
class TopicFollowerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestBroker broker = TestBroker.running();
  private final String topic = TestBroker.topicName();
  private final Seen seen = new Seen();
  private final TopicFollower follower =
      TopicFollower.of(broker.connection(), KafkaTopic.compacted(topic), seen);

  @AfterEach
  void stop() {
    follower.stop();
  }

  @Test
  void readsFromTheBeginningAndGoesOn() throws Exception {
    KafkaTopic.compacted(topic).make(broker.connection(), PATIENCE);
    broker.write(topic, 0, "a", "b");

    follower.start();
    await().atMost(PATIENCE).until(() -> seen.reached.get() == 1);
    broker.write(topic, 0, "c");

    await().atMost(PATIENCE).until(() -> seen.reached.get() == 2);
    assertThat(seen.keys).containsExactly("a", "b", "c");
  }

  @Test
  void makesItsTopicAndKnowsThatNothingIsInIt() {
    follower.start();

    await().atMost(PATIENCE).until(() -> seen.reached.get() == -1);
  }

  @Test
  void leavesOutWhatItsReaderCannotRead() throws Exception {
    follower.start();
    await().atMost(PATIENCE).until(() -> seen.reached.get() == -1);

    broker.write(topic, 0, "a", Seen.UNREADABLE, "b");

    await().atMost(PATIENCE).until(() -> seen.reached.get() == 2);
    assertThat(seen.keys).containsExactly("a", "b");
  }

  @Test
  void goesOnWhereItWasWhenTheBrokerIsBack() throws Exception {
    follower.start();
    await().atMost(PATIENCE).until(() -> seen.reached.get() == -1);
    broker.write(topic, 0, "a");
    await().atMost(PATIENCE).until(() -> seen.reached.get() == 0);

    broker.restart(() -> {});
    broker.write(topic, 0, "b");

    await().atMost(PATIENCE).until(() -> seen.reached.get() == 1);
    assertThat(seen.keys).containsExactly("a", "b");
  }

  private static final class Seen implements TopicReader {

    static final String UNREADABLE = "unreadable";

    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final AtomicLong reached = new AtomicLong(-2);

    @Override
    public void take(String key, byte @Nullable [] value) {
      if (key.equals(UNREADABLE)) {
        throw new IllegalArgumentException(key);
      }
      keys.add(key);
    }

    @Override
    public void reached(long offset) {
      reached.set(offset);
    }
  }
}
