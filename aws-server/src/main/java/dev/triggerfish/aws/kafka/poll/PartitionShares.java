package dev.triggerfish.aws.kafka.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The partitions that this process has, and its share of the whole: as many as fall to each if all
 * living processes have the same. Whoever has more gives some up, whoever has fewer takes free
 * ones.
 */
final class PartitionShares {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionShares.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration LEAVING = Duration.ofMillis(20);

  /**
   * Two processes must not work on the same records, however long that takes: nothing is urgent.
   */
  private static final Duration REBALANCING = Duration.ofMinutes(20);

  private final PartitionLeases leases;
  private final Subscription subscription;
  private final PartitionHandler.Factory handlers;
  private final Runnable wake;
  private final NavigableMap<Integer, OwnedPartition> owned = new TreeMap<>();
  private List<TopicPartition> known = List.of();
  private final Duration patience;
  private long lastBeat = System.nanoTime();
  private long nextBeat = System.nanoTime();

  PartitionShares(
      PartitionLeases leases,
      Subscription subscription,
      PartitionHandler.Factory handlers,
      Runnable wake) {
    this.leases = leases;
    this.subscription = subscription;
    this.handlers = handlers;
    this.wake = wake;
    this.patience = leases.term().dividedBy(2);
  }

  Collection<OwnedPartition> owned() {
    return List.copyOf(owned.values());
  }

  Duration untilNextBeat() {
    return Duration.ofNanos(Math.max(1_000_000, nextBeat - System.nanoTime()));
  }

  /** Lets go of what is over; when it is time, beats and brings this process to its share. */
  void tend(Supplier<List<TopicPartition>> partitions) {
    releaseWhatIsOver();
    if (System.nanoTime() - nextBeat < 0) {
      return;
    }
    nextBeat = System.nanoTime() + leases.term().dividedBy(4).toNanos();
    try {
      var members = leases.join(subscription.id());
      owned.values().forEach(OwnedPartition::renew);
      lastBeat = System.nanoTime();
      releaseWhatIsOver();
      refresh(partitions);
      balance(Math.ceilDiv(known.size(), Math.max(1, members)));
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("The leases of {} cannot be kept: {}", subscription.topic(), e.getMessage());
      if (System.nanoTime() - lastBeat > leases.term().toNanos()) {
        owned.values().forEach(OwnedPartition::lose);
      }
    }
  }

  private void refresh(Supplier<List<TopicPartition>> partitions) {
    try {
      known = partitions.get();
    } catch (WakeupException e) {
      // Asked again at the next turn.
      nextBeat = System.nanoTime();
    } catch (KafkaException e) {
      LOG.warn("The partitions of {} are not known: {}", subscription.topic(), e.getMessage());
    }
  }

  private void balance(int share) {
    var staying = owned.values().stream().filter(one -> !one.isLeaving()).toList();
    staying.stream().skip(share).forEach(one -> one.leave(REBALANCING));
    var missing = share - owned.size();
    for (var partition : known) {
      if (missing > 0 && !owned.containsKey(partition.partition()) && take(partition)) {
        missing--;
      }
    }
  }

  private boolean take(TopicPartition partition) {
    var lease = leases.take(subscription.id(), partition);
    lease.ifPresent(
        taken ->
            owned.put(partition.partition(), new OwnedPartition(leases, taken, handlers, wake)));
    return lease.isPresent();
  }

  private void releaseWhatIsOver() {
    for (var one : new ArrayList<>(owned.values())) {
      if (one.isOver()) {
        if (!one.isLeaving()) {
          nextBeat = Math.min(nextBeat, System.nanoTime() + AFTER_FAILURE.toNanos());
        }
        release(one);
      }
    }
  }

  private void release(OwnedPartition one) {
    owned.remove(one.partition().partition());
    try {
      one.end();
    } catch (DataAccessException e) {
      LOG.warn("{} is not given up, its lease has to run out: {}", one.partition(), e.getMessage());
    }
  }

  /** Lets the handlers finish, and gives everything up. */
  void leaveAll() {
    owned.values().forEach(one -> one.leave(patience));
    releaseWhatIsOver();
    while (!owned.isEmpty()) {
      LockSupport.parkNanos(LEAVING.toNanos());
      releaseWhatIsOver();
    }
    try {
      leases.leave(subscription.id());
    } catch (DataAccessException e) {
      LOG.warn("{} is left without saying so: {}", subscription.topic(), e.getMessage());
    }
  }
}
