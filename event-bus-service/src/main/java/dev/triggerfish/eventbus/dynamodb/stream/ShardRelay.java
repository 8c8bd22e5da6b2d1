package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.kafka.outbox.OutboxRelay;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Sends the records of one shard when it is woken. However often that happens, one thread sends and
 * one at most waits to be next.
 */
final class ShardRelay {

  private static final Logger LOG = LoggerFactory.getLogger(ShardRelay.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long NEVER = -1;

  private final TopicRelay topic;
  private final int shard;
  private final OutboxRelay relay;
  private final Surroundings surroundings;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicBoolean isBehind = new AtomicBoolean();
  private long opened = NEVER;

  /**
   * What all shards have in common.
   *
   * @param leases who may send
   * @param executor starts threads
   * @param permits how many send at once, each with a batch in memory
   * @param behind takes who could not send, to be tried again
   */
  record Surroundings(
      ShardLeases leases, Executor executor, Semaphore permits, Consumer<ShardRelay> behind) {

    private static final int AT_ONCE = 16;

    Surroundings(ShardLeases leases, Executor executor, Consumer<ShardRelay> behind) {
      this(leases, executor, new Semaphore(AT_ONCE), behind);
    }
  }

  ShardRelay(TopicRelay topic, int shard, OutboxRelay relay, Surroundings surroundings) {
    this.topic = topic;
    this.shard = shard;
    this.relay = relay;
    this.surroundings = surroundings;
  }

  /** Has sent, soon, what is committed. */
  void wake() {
    var may = ShardLeases.isHeld(surroundings.leases().generation(topic.name(), shard));
    if (may && !isBehind.get() && asked.compareAndSet(false, true)) {
      surroundings.executor().execute(this::run);
    }
  }

  private void run() {
    try {
      surroundings.permits().acquire();
      try {
        asked.set(false);
        if (!isBehind.get() && !send()) {
          fallBehind();
        }
      } finally {
        surroundings.permits().release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fallBehind() {
    if (isBehind.compareAndSet(false, true)) {
      surroundings.behind().accept(this);
    }
  }

  /** Tries again after a failure; returns whether that went well. */
  boolean retry() {
    isBehind.set(false);
    var sent = send();
    if (!sent) {
      fallBehind();
    }
    return sent;
  }

  private boolean send() {
    try {
      var generation = surroundings.leases().generation(topic.name(), shard);
      if (!ShardLeases.isHeld(generation)) {
        return true;
      }
      if (!topic.make()) {
        return false;
      }
      open(generation);
      return publish(generation);
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("Records of {} wait for the database: {}", topic.name(), e.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.error("Records of {} could not be sent, trying again", topic.name(), e);
      return false;
    }
  }

  /** While records come faster than they go, patience ends without any failure. */
  private boolean publish(long generation) {
    long before;
    do {
      before = relay.position();
      if (relay.publishPending(PATIENCE)) {
        return true;
      }
    } while (relay.position() > before
        && surroundings.leases().generation(topic.name(), shard) == generation);
    return false;
  }

  private synchronized void open(long generation) {
    if (generation != opened) {
      opened = generation;
      relay.open();
    }
  }
}
