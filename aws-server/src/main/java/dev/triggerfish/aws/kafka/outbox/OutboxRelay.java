package dev.triggerfish.aws.kafka.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one shard of an outbox to Kafka, in order. Whoever has committed something may come here
 * and sends all that is pending, one at a time, so that each finds its own entries sent, by itself
 * or by the one before. A row leaves the outbox only after Kafka has acknowledged it. After a start
 * and after a failure the relay looks first which rows have arrived all the same.
 *
 * <p>One process at a time relays a shard. Where several share a database, one holds a lease of it
 * and calls {@link #open} when it has got that.
 */
public final class OutboxRelay {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int BATCH = 500;

  private final OutboxStore store;
  private final OutboxTopic topic;
  private final int shard;
  private final ReentrantLock sending = new ReentrantLock(true);
  private final AtomicBoolean delayed = new AtomicBoolean();
  private volatile boolean open;
  private volatile long position = -1;

  /** Whether it is known which of the rows in the table are in Kafka: none. */
  private volatile boolean certain;

  /** A relay; it sends nothing until it is opened. */
  public OutboxRelay(Outbox outbox, OutboxTopic topic, int shard) {
    this.store = outbox.store();
    this.topic = topic;
    this.shard = shard;
  }

  /** From now on rows are sent: the topic is there, and no other process relays this shard. */
  public void open() {
    certain = false;
    open = true;
  }

  /** The offset of the last record that Kafka is known to have; -1 if there is none yet. */
  public long position() {
    return position;
  }

  /** Whether rows had to stay behind since this was last asked. */
  public boolean takeDelayed() {
    return delayed.getAndSet(false);
  }

  /**
   * Sends all that is pending, for as long as the patience lasts.
   *
   * @return whether all of it was acknowledged; if not, it stays in the outbox
   */
  public boolean publishPending(Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    try {
      if (!sending.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        delayed.set(true);
        return false;
      }
      try {
        return open ? drain(deadline) : delay();
      } finally {
        sending.unlock();
      }
    } catch (InterruptedException stopping) {
      delayed.set(true);
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean delay() {
    delayed.set(true);
    return false;
  }

  private boolean drain(long deadline) throws InterruptedException {
    var rows = store.oldest(shard, BATCH);
    while (!rows.isEmpty()) {
      var left = deadline - System.nanoTime();
      if (left <= 0) {
        return delay();
      }
      try {
        var done = send(rows, Duration.ofNanos(left));
        position = Math.max(position, done.offset());
        store.removeUpTo(shard, done.number());
        certain = true;
        rows = store.oldest(shard, BATCH);
      } catch (ExecutionException | TimeoutException unacknowledged) {
        LOG.warn(
            "Kafka has not acknowledged {} records; they are kept and sent again",
            rows.size(),
            unacknowledged);
        return delay();
      }
    }
    certain = true;
    return true;
  }

  private OutboxPosition send(List<OutboxRow> rows, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    if (!certain) {
      var arrived = topic.arrived(shard, rows.getFirst().number(), patience);
      if (arrived.isPresent()) {
        return arrived.get();
      }
    }
    // Until what is sent now has been taken out of the table, whatever may go wrong before that.
    certain = false;
    return topic.append(rows, patience);
  }
}
