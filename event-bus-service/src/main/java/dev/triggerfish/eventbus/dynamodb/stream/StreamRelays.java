package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.kafka.outbox.OutboxClients;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.StreamTopic;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Sends the records of streams to Kafka. Whoever has committed records of a shard wakes it, and
 * they are sent a moment later by the process that has the shard's lease. What could not be sent is
 * tried again each second, and so is what an ended process has left behind.
 */
final class StreamRelays implements SmartLifecycle {

  /** The outbox's table. */
  static final String OUTBOX = "stream_outbox";

  private static final Logger LOG = LoggerFactory.getLogger(StreamRelays.class);
  private static final Duration TURN = Duration.ofSeconds(1);

  /** How soon is looked for what other processes have committed. */
  private static final Duration TURN_WITH_NEIGHBOURS = Duration.ofMillis(20);

  private final Database database;
  private final StreamStore store;
  private final OutboxClients clients;
  private final NewestRecords newest;
  private final ShardLeases leases;
  private final Map<String, TopicRelay> topics = new ConcurrentHashMap<>();
  private final Queue<ShardRelay> behind = new ConcurrentLinkedQueue<>();
  private final ExecutorService executor =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("stream-relay-", 0).factory());
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean running;
  private final AtomicBoolean retrying = new AtomicBoolean();
  private long nextRetry = System.nanoTime();

  StreamRelays(
      Database database,
      StreamStore store,
      OutboxClients clients,
      NewestRecords newest,
      ShardLeases leases) {
    this.database = database;
    this.store = store;
    this.clients = clients;
    this.newest = newest;
    this.leases = leases;
  }

  /** Has records sent that are committed. */
  void wake(StreamTopic topic, int shards, BitSet written) {
    if (running) {
      var relay = relay(topic, shards);
      written.stream().forEach(shard -> relay.shard(shard).wake());
    }
  }

  /** Has a new stream's topic made. */
  void make(StreamTopic topic, int shards) {
    if (running) {
      start(relay(topic, shards)::make);
    }
  }

  private TopicRelay relay(StreamTopic topic, int shards) {
    return topics.computeIfAbsent(
        topic.name(),
        name ->
            new TopicRelay(
                database,
                name,
                new StreamOutboxTopic(clients, topic, shards, newest),
                shards,
                new ShardRelay.Surroundings(leases, this::start, behind::add)));
  }

  /** Never throws: who has committed something is told so. */
  private void start(Runnable work) {
    try {
      executor.execute(work);
    } catch (RejectedExecutionException stopping) {
      LOG.debug("Records of streams are sent after the next start", stopping);
    }
  }

  /** Forgets a stream that is gone. */
  void forget(StreamTopic topic) {
    topics.remove(topic.name());
  }

  @Override
  public void start() {
    running = true;
    Thread.ofPlatform().daemon().name("stream-relays").start(this::run);
  }

  private void run() {
    try {
      do {
        turn();
      } while (!stopped.await(
          (leases.hasNeighbours() ? TURN_WITH_NEIGHBOURS : TURN).toMillis(),
          TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Never throws: that would end the turns. */
  private void turn() {
    try {
      leases.tend();
      if (System.nanoTime() - nextRetry >= 0) {
        nextRetry = System.nanoTime() + TURN.toNanos();
        if (!behind.isEmpty() && retrying.compareAndSet(false, true)) {
          start(this::retry);
        }
      }
      wakeWhatIsPending();
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("Records of streams wait for the database: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Records of streams wait for the next turn", e);
    }
  }

  /**
   * Until one still cannot be sent: most likely none can then. That one is last at the next time.
   */
  private void retry() {
    try {
      for (var left = behind.size(); left > 0 && running; left--) {
        var shard = behind.poll();
        if (shard == null || !shard.retry()) {
          return;
        }
      }
    } finally {
      retrying.set(false);
    }
  }

  private void wakeWhatIsPending() {
    var pending = store.pendingAfter(new StreamStore.Pending("", -1));
    while (pending.isPresent() && running) {
      var one = pending.get();
      var known = topics.get(one.topic());
      if (known != null) {
        known.shard(one.shard()).wake();
      } else {
        store
            .ofTopic(one.topic())
            .ifPresent(stream -> relay(stream.topic(), stream.shards()).shard(one.shard()).wake());
      }
      pending = store.pendingAfter(one);
    }
  }

  @Override
  public void stop() {
    running = false;
    stopped.countDown();
    executor.shutdown();
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn(
            "Records of streams are still being sent; they are looked at after the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    leases.leave();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
