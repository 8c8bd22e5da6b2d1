package dev.triggerfish.aws.kafka;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Reads a topic of one partition from its beginning, and goes on reading. It belongs to no consumer
 * group: every process gets the whole topic. While the topic cannot be read it tries again, and
 * then goes on where it was.
 */
public final class TopicFollower implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int RETRY_MILLIS = 500;

  private final TopicPartition partition;
  private final TopicReader reader;
  private final Opening opening;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private long next;
  private volatile boolean running;
  private volatile @Nullable Consumer<String, byte[]> consumer;

  TopicFollower(String topic, TopicReader reader, Opening opening) {
    this.partition = new TopicPartition(topic, 0);
    this.reader = reader;
    this.opening = opening;
  }

  /** Follows a topic that another service makes. */
  public static TopicFollower of(KafkaConnection kafka, String topic, TopicReader reader) {
    return new TopicFollower(topic, reader, () -> open(kafka));
  }

  /** Makes a topic unless it exists, and follows it. */
  public static TopicFollower of(KafkaConnection kafka, KafkaTopic topic, TopicReader reader) {
    return new TopicFollower(
        topic.name(),
        reader,
        () -> {
          topic.make(kafka, PATIENCE);
          return open(kafka);
        });
  }

  private static Consumer<String, byte[]> open(KafkaConnection kafka) {
    return kafka.reader(Map.of("auto.offset.reset", "earliest"));
  }

  /** Makes a consumer. */
  @FunctionalInterface
  interface Opening {
    Consumer<String, byte[]> open()
        throws ExecutionException, TimeoutException, InterruptedException;
  }

  @Override
  public void start() {
    running = true;
    Thread.ofPlatform().daemon().name("follow-" + partition.topic()).start(this::run);
  }

  private void run() {
    try {
      while (running) {
        try (var opened = opening.open()) {
          consumer = opened;
          follow(opened);
        } catch (WakeupException | InterruptException stopping) {
          return;
        } catch (KafkaException
            | ExecutionException
            | TimeoutException
            | UncheckedIOException
            | DataAccessException
            | TransactionException e) {
          LOG.warn("{} cannot be read, trying again: {}", partition.topic(), e.getMessage());
          if (stopped.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
            return;
          }
        } finally {
          consumer = null;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(Consumer<String, byte[]> from) {
    from.assign(List.of(partition));
    if (next == 0) {
      from.seekToBeginning(List.of(partition));
    } else {
      from.seek(partition, next);
    }
    while (running) {
      for (var read : from.poll(POLL)) {
        take(read);
        next = read.offset() + 1;
      }
      // The position, not the last record's offset: compaction leaves gaps.
      next = from.position(partition);
      reader.reached(next - 1);
    }
  }

  private void take(ConsumerRecord<String, byte[]> read) {
    try {
      reader.take(read.key(), read.value());
    } catch (UncheckedIOException | DataAccessException | TransactionException notKept) {
      // Nothing is wrong with the record: it is read again.
      throw notKept;
    } catch (RuntimeException e) {
      LOG.error("Record {} of {} is unreadable and left out", read.offset(), read.topic(), e);
    }
  }

  @Override
  public void stop() {
    running = false;
    stopped.countDown();
    var current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
