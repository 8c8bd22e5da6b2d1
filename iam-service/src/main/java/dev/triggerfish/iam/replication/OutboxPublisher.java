package dev.triggerfish.iam.replication;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is in the outbox to Kafka, in order. Whoever has changed something comes here and
 * sends all that is pending, one at a time, so that each finds its own change sent, by itself or by
 * the one before. A record leaves the outbox only after Kafka has acknowledged it; after a failure
 * or a crash it is sent again, which changes nothing for a compacted topic's readers.
 */
final class OutboxPublisher {

  private static final Logger log = LoggerFactory.getLogger(OutboxPublisher.class);
  private static final int BATCH = 500;

  private final OutboxStore outbox;
  private final IdentityTopic topic;
  private final Runnable onDelay;
  private final ReentrantLock sending = new ReentrantLock(true);
  private volatile boolean open;
  private volatile long position = -1;

  /**
   * A publisher; it sends nothing until it is opened.
   *
   * @param onDelay called when records had to stay behind
   */
  OutboxPublisher(OutboxStore outbox, IdentityTopic topic, Runnable onDelay) {
    this.outbox = outbox;
    this.topic = topic;
    this.onDelay = onDelay;
  }

  /** From now on records are sent: the topic is there. */
  void open() {
    open = true;
  }

  /** The offset of the last acknowledged record, or -1 if there is none yet. */
  long position() {
    return position;
  }

  /**
   * Sends all that is pending, for as long as the patience lasts.
   *
   * @return whether all of it was acknowledged; if not, it stays in the outbox
   */
  boolean publishPending(Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    try {
      if (!sending.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        onDelay.run();
        return false;
      }
      try {
        return drain(deadline);
      } finally {
        sending.unlock();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean drain(long deadline) throws InterruptedException {
    if (!open) {
      onDelay.run();
      return false;
    }
    var records = outbox.oldest(BATCH);
    while (!records.isEmpty()) {
      try {
        var left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        position = topic.append(records, left);
      } catch (ExecutionException | TimeoutException unacknowledged) {
        log.warn(
            "Kafka has not acknowledged {} identity changes; they are kept and sent again",
            records.size(),
            unacknowledged);
        onDelay.run();
        return false;
      }
      outbox.removeUpTo(records.getLast().sequence());
      records = outbox.oldest(BATCH);
    }
    return true;
  }
}
