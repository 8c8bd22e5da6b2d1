package dev.triggerfish.aws.kafka.poll;

import dev.triggerfish.aws.kafka.KafkaConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off a topic for one subscription, together with the pollers of other processes. One thread
 * reads all partitions that this process has; each partition's handler runs in its own, and its
 * partition stands still meanwhile. Partitions are shared out evenly, and change hands between two
 * batches; those of a process that is gone are taken over from their checkpoints. A record may be
 * handled twice at such a change, never out of order within its partition, and none is left out.
 */
public final class PartitionPoller implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionPoller.class);
  private static final Duration REQUEST = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final PartitionShares shares;
  private final Subscription subscription;
  private final Thread thread;
  private volatile @Nullable Consumer<String, byte[]> current;
  private volatile boolean closing;

  /**
   * Prepares one.
   *
   * @param handlers makes a handler whenever this process gets a partition
   */
  public PartitionPoller(
      KafkaConnection kafka,
      PartitionLeases leases,
      Subscription subscription,
      PartitionHandler.Factory handlers) {
    this.consumers =
        () -> {
          var settings =
              new HashMap<>(
                  Map.<String, Object>of(
                      "auto.offset.reset",
                      "none",
                      "max.poll.records",
                      subscription.mostRecords(),
                      // Partitions that are added meanwhile are seen within this time.
                      "metadata.max.age.ms",
                      5_000,
                      // A partition that goes on has to wait for the fetch of the others.
                      "fetch.max.wait.ms",
                      100));
          settings.putAll(group(subscription.start()));
          return kafka.reader(settings);
        };
    this.subscription = subscription;
    this.shares = new PartitionShares(leases, subscription, handlers, this::wake);
    this.thread =
        Thread.ofPlatform().daemon().name("poll-" + subscription.topic()).unstarted(this::run);
  }

  /**
   * Notes where each partition begins that nobody has ever taken, so that whoever takes it later
   * begins there and misses nothing that is written meanwhile.
   *
   * @param subscription who is to read, from where
   * @return how many partitions the topic has; 0 if there is no such topic
   * @throws KafkaException if Kafka cannot be asked
   */
  public static int begin(
      KafkaConnection kafka, PartitionLeases leases, Subscription subscription) {
    try (var consumer = kafka.reader(group(subscription.start()))) {
      var partitions = partitions(consumer, subscription.topic());
      for (var partition : partitions) {
        leases.begin(
            subscription.id(),
            partition,
            Assignment.offset(consumer, partition, subscription.start()));
      }
      return partitions.size();
    }
  }

  private static Map<String, Object> group(StartingPosition start) {
    return start instanceof StartingPosition.Committed(var group, _)
        ? Map.of("group.id", group)
        : Map.of();
  }

  /** Begins to read, once. */
  public void start() {
    thread.start();
  }

  private void run() {
    while (!closing) {
      try (var consumer = consumers.get()) {
        current = consumer;
        poll(consumer);
      } catch (KafkaException e) {
        LOG.warn("{} cannot be read, trying again: {}", subscription.topic(), e.getMessage());
        LockSupport.parkNanos(RETRY.toNanos());
      } catch (RuntimeException e) {
        LOG.error("{} cannot be read, trying again", subscription.topic(), e);
        LockSupport.parkNanos(RETRY.toNanos());
      } finally {
        current = null;
      }
    }
    shares.leaveAll();
  }

  private void poll(Consumer<String, byte[]> consumer) {
    var assignment = new Assignment(consumer, subscription);
    while (!closing) {
      try {
        turn(consumer, assignment);
      } catch (WakeupException e) {
        LOG.trace("Something has changed");
      } catch (OffsetOutOfRangeException e) {
        shares.owned().stream()
            .filter(owned -> e.offsetOutOfRangePartitions().containsKey(owned.partition()))
            .forEach(assignment::restart);
      }
    }
  }

  private void turn(Consumer<String, byte[]> consumer, Assignment assignment) {
    shares.tend(() -> partitions(consumer, subscription.topic()));
    assignment.update(shares.owned());
    if (consumer.assignment().isEmpty()) {
      LockSupport.parkNanos(shares.untilNextBeat().toNanos());
      return;
    }
    var read = consumer.poll(shares.untilNextBeat());
    var byPartition =
        shares.owned().stream()
            .collect(Collectors.toMap(OwnedPartition::partition, owned -> owned));
    for (var partition : read.partitions()) {
      consumer.pause(List.of(partition));
      var owned = Objects.requireNonNull(byPartition.get(partition));
      owned.lag(consumer.currentLag(partition).orElse(0));
      owned.hand(read.records(partition));
    }
  }

  /** None if the topic does not exist. */
  private static List<TopicPartition> partitions(Consumer<String, byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic, REQUEST).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private void wake() {
    var consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
    LockSupport.unpark(thread);
  }

  /** Gives all partitions up; handlers may finish what they have in hand, but not for long. */
  @Override
  public void close() {
    closing = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
