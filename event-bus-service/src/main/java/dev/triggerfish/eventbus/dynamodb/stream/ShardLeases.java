package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.kafka.poll.PartitionLease;
import dev.triggerfish.aws.kafka.poll.PartitionLeases;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Which shards this process sends the records of. Shards fall into groups, so that however many
 * streams there are, few leases are kept; each living process has its share of the groups. A
 * process that has its database for itself has them all.
 */
final class ShardLeases {

  private static final Logger LOG = LoggerFactory.getLogger(ShardLeases.class);

  private static final String SUBSCRIPTION = "dynamodb-streams";
  private static final int GROUPS = 16;
  private static final long ALL = 0;
  private static final long NONE = -1;

  private final @Nullable PartitionLeases leases;
  private final Map<Integer, PartitionLease> held = new ConcurrentHashMap<>();
  private long lastBeat = System.nanoTime();
  private long nextBeat = System.nanoTime();
  private boolean hasLeft;
  private volatile int members = 1;

  /**
   * Leases of this process.
   *
   * @param leases null if no other process has the database open
   */
  ShardLeases(@Nullable PartitionLeases leases) {
    this.leases = leases;
  }

  /** Whether other processes write records too, without telling this one. */
  boolean hasNeighbours() {
    return members > 1;
  }

  /** Another number each time that this process gets the right; negative if it has not got it. */
  long generation(String topic, int shard) {
    if (leases == null) {
      return ALL;
    }
    var lease = held.get(Math.floorMod(31 * topic.hashCode() + shard, GROUPS));
    return lease == null ? NONE : lease.generation();
  }

  static boolean isHeld(long generation) {
    return generation != NONE;
  }

  /** When it is time, beats and brings this process to its share. */
  synchronized void tend() {
    if (leases == null || hasLeft || System.nanoTime() - nextBeat < 0) {
      return;
    }
    nextBeat = System.nanoTime() + leases.term().dividedBy(4).toNanos();
    try {
      members = leases.join(SUBSCRIPTION);
      held.values().removeIf(lease -> !leases.renew(lease));
      lastBeat = System.nanoTime();
      balance(leases, Math.ceilDiv(GROUPS, members));
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("The leases of streams cannot be kept: {}", e.getMessage());
      if (System.nanoTime() - lastBeat > leases.term().toNanos()) {
        held.clear();
      }
    }
  }

  private void balance(PartitionLeases of, int share) {
    for (var group = GROUPS - 1; group >= 0 && held.size() > share; group--) {
      giveUp(of, group);
    }
    for (var group = 0; group < GROUPS && held.size() < share; group++) {
      if (!held.containsKey(group)) {
        var lease = of.take(SUBSCRIPTION, new TopicPartition(SUBSCRIPTION, group));
        if (lease.isPresent()) {
          held.put(group, lease.get());
        }
      }
    }
  }

  private void giveUp(PartitionLeases of, int group) {
    var lease = held.remove(group);
    if (lease != null) {
      of.giveUp(lease);
    }
  }

  /** Gives up what this process has. */
  synchronized void leave() {
    hasLeft = true;
    if (leases == null) {
      return;
    }
    try {
      for (var group = 0; group < GROUPS; group++) {
        giveUp(leases, group);
      }
      leases.leave(SUBSCRIPTION);
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("The leases of streams have to run out: {}", e.getMessage());
    }
  }
}
