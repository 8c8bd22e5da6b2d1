package dev.triggerfish.aws.kafka.poll;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A partition that this process has, until it is given up or another process has taken it. Its
 * handler notes here what is settled.
 */
public final class OwnedPartition {

  private static final Logger LOG = LoggerFactory.getLogger(OwnedPartition.class);
  private static final long UNKNOWN = -1;

  private final PartitionLeases leases;
  private final PartitionLease lease;
  private final Runnable wake;
  private final PartitionHandler handler;
  private volatile @Nullable Thread worker;
  private volatile boolean lost;
  private volatile boolean failed;
  private volatile long lag;

  // Touched by the poller's thread alone.
  private long next = UNKNOWN;
  private @Nullable Long leaveBy;

  OwnedPartition(
      PartitionLeases leases,
      PartitionLease lease,
      PartitionHandler.Factory handlers,
      Runnable wake) {
    this.leases = leases;
    this.lease = lease;
    this.wake = wake;
    this.handler = handlers.open(this);
  }

  /** Which one it is. */
  public TopicPartition partition() {
    return lease.partition();
  }

  /**
   * Notes that everything before an offset is settled: whoever takes the partition next begins
   * there.
   *
   * @return false, with nothing noted, if this process no longer has the partition
   */
  public boolean checkpoint(long offset) {
    return checkpoint(offset, null);
  }

  /**
   * The same, with what else the next handler has to know.
   *
   * @param note given to the next handler as {@link #note()}; null if nothing
   */
  public boolean checkpoint(long offset, @Nullable String note) {
    if (!lost && leases.checkpoint(lease, offset, note)) {
      return true;
    }
    lose();
    return false;
  }

  /** What was noted with the checkpoint with which the partition was taken; null if nothing. */
  public @Nullable String note() {
    return lease.note();
  }

  /** How many records there are behind those that have been handed over, as far as is known. */
  public long lag() {
    return lag;
  }

  void lag(long records) {
    lag = records;
  }

  /** Has the partition begun again from its checkpoint, with a new handler. */
  public void fail() {
    failed = true;
    wake.run();
  }

  /** Keeps it for another term, or finds out that it is lost. */
  void renew() {
    if (!leases.renew(lease)) {
      lose();
    }
  }

  /** Another process may have it from now on. */
  void lose() {
    lost = true;
    wake.run();
  }

  /** Hands nothing more over, and lets the handler finish; the shortest patience counts. */
  void leave(Duration patience) {
    var by = System.nanoTime() + patience.toNanos();
    if (leaveBy == null || by - leaveBy < 0) {
      leaveBy = by;
    }
  }

  boolean isLeaving() {
    return leaveBy != null;
  }

  /** Whether it is to be let go of now. */
  boolean isOver() {
    var by = leaveBy;
    return lost || failed || (by != null && (hasLeft() || System.nanoTime() - by > 0));
  }

  private boolean hasLeft() {
    return handler.leave() && !isBusy();
  }

  boolean isLost() {
    return lost;
  }

  /** Whether its handler has records in hand. */
  boolean isBusy() {
    return worker != null;
  }

  /** The checkpoint that it was taken with, if any. */
  public @Nullable Long checkpoint() {
    return lease.checkpoint();
  }

  boolean isPlaced() {
    return next != UNKNOWN;
  }

  /** The offset of the next record to hand over. */
  long next() {
    return next;
  }

  void place(long offset) {
    next = offset;
  }

  /** Hands records over to the handler. */
  void hand(List<ConsumerRecord<String, byte[]>> records) {
    next = records.getLast().offset() + 1;
    var thread =
        Thread.ofVirtual().name("partition-" + partition()).unstarted(() -> handle(records));
    worker = thread;
    thread.start();
  }

  private void handle(List<ConsumerRecord<String, byte[]>> records) {
    var handled = false;
    try {
      handler.handle(records);
      handled = true;
    } catch (InterruptedException e) {
      LOG.debug("{} is given up", partition(), e);
    } catch (RuntimeException e) {
      LOG.error("{} is begun again from its checkpoint", partition(), e);
    } finally {
      // After an error, too: what comes next must not go past records that were not handled.
      failed |= !handled;
      worker = null;
      wake.run();
    }
  }

  /** Lets go of it; what the handler still does can no longer be noted. */
  void end() {
    lost = true;
    var busy = worker;
    if (busy != null) {
      busy.interrupt();
    }
    try {
      handler.close();
    } finally {
      leases.giveUp(lease);
    }
  }
}
