package dev.triggerfish.aws.kafka.poll;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a consumer read what this process has, each partition from where it is. */
final class Assignment {

  private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);
  private static final Duration REQUEST = Duration.ofSeconds(1);

  private final Consumer<String, byte[]> consumer;
  private final Subscription subscription;
  private Set<OwnedPartition> assigned = Set.of();

  Assignment(Consumer<String, byte[]> consumer, Subscription subscription) {
    this.consumer = consumer;
    this.subscription = subscription;
  }

  /** Assigns what can be read, and pauses what has to wait. */
  void update(Collection<OwnedPartition> owned) {
    owned.stream().filter(one -> !one.isPlaced()).forEach(this::place);
    var wanted = owned.stream().filter(OwnedPartition::isPlaced).collect(Collectors.toSet());
    if (!wanted.equals(assigned)) {
      consumer.assign(partitions(wanted));
      var added = new HashSet<>(wanted);
      added.removeAll(assigned);
      added.forEach(one -> consumer.seek(one.partition(), one.next()));
      assigned = wanted;
    }
    wanted.forEach(
        one -> {
          var only = List.of(one.partition());
          if (one.isBusy() || one.isLeaving() || one.isLost()) {
            consumer.pause(only);
          } else {
            consumer.resume(only);
          }
        });
  }

  private static List<TopicPartition> partitions(Collection<OwnedPartition> owned) {
    return owned.stream().map(OwnedPartition::partition).toList();
  }

  /**
   * Finds out where to begin, and notes it: whoever takes the partition before anything is settled
   * must begin at the same place.
   */
  private void place(OwnedPartition one) {
    try {
      var noted = one.checkpoint();
      if (noted != null) {
        one.place(noted);
        return;
      }
      var begin = offset(consumer, one.partition(), subscription.start());
      if (one.checkpoint(begin)) {
        one.place(begin);
      }
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("{} cannot be begun yet, trying again: {}", one.partition(), e.getMessage());
    }
  }

  /** Where a partition begins. */
  static long offset(
      Consumer<String, byte[]> consumer, TopicPartition partition, StartingPosition start) {
    return switch (start) {
      case StartingPosition.Earliest _ -> earliest(consumer, partition);
      case StartingPosition.Latest _ -> latest(consumer, partition);
      case StartingPosition.Offset at -> at.offset();
      case StartingPosition.Committed(_, var otherwise) -> {
        var committed = consumer.committed(Set.of(partition), REQUEST).get(partition);
        yield committed == null ? offset(consumer, partition, otherwise) : committed.offset();
      }
      case StartingPosition.At at -> {
        var times = Map.of(partition, at.moment().toEpochMilli());
        var found = consumer.offsetsForTimes(times, REQUEST).get(partition);
        yield found == null ? latest(consumer, partition) : found.offset();
      }
    };
  }

  private static long earliest(Consumer<String, byte[]> consumer, TopicPartition partition) {
    return Objects.requireNonNull(
        consumer.beginningOffsets(List.of(partition), REQUEST).get(partition));
  }

  private static long latest(Consumer<String, byte[]> consumer, TopicPartition partition) {
    return Objects.requireNonNull(consumer.endOffsets(List.of(partition), REQUEST).get(partition));
  }

  /** The records at which a partition was to go on are gone: it goes on with what there is. */
  void restart(OwnedPartition one) {
    var earliest = earliest(consumer, one.partition());
    LOG.warn(
        "{} was to go on at {}, where nothing is any more; it goes on at {}",
        one.partition(),
        one.next(),
        earliest);
    one.place(earliest);
    consumer.seek(one.partition(), earliest);
  }
}
