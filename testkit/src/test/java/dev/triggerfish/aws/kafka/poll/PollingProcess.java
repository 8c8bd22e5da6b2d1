package dev.triggerfish.aws.kafka.poll;

import dev.triggerfish.aws.kafka.KafkaConnection;
import dev.triggerfish.aws.storage.Database;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A process with a poller, whose handler notes what it gets and settles each record. */
final class PollingProcess implements AutoCloseable {

  static final Duration TERM = Duration.ofSeconds(1);

  private final List<Handled> handled = new CopyOnWriteArrayList<>();
  private final Map<Integer, CountDownLatch> held = new ConcurrentHashMap<>();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final Leases leases;
  private final PartitionPoller poller;

  PollingProcess(KafkaConnection kafka, Database database, String name, Subscription subscription) {
    this.leases =
        new Leases(
            new SqlPartitionLeases(database, "demo_partition", name, TERM, InstantSource.system()));
    this.poller =
        new PartitionPoller(kafka, leases, subscription, owned -> read -> handle(owned, read));
  }

  /** A record that was handled. */
  record Handled(int partition, String text) {}

  PollingProcess start() {
    poller.start();
    return this;
  }

  private void handle(OwnedPartition owned, List<ConsumerRecord<String, byte[]>> records)
      throws InterruptedException {
    for (var one : records) {
      var partition = one.partition();
      var text = new String(one.value(), StandardCharsets.UTF_8);
      handled.add(new Handled(partition, text));
      var latch = held.get(partition);
      if (latch != null) {
        latch.await();
      }
      if (failing.remove(text)) {
        throw new IllegalStateException("as the test wants: " + text);
      }
      if (!owned.checkpoint(one.offset() + 1)) {
        refused.add(text);
        return;
      }
    }
  }

  /** Makes the handler stand still at the next record of a partition, until it is released. */
  void hold(int partition) {
    held.put(partition, new CountDownLatch(1));
  }

  void release(int partition) {
    Objects.requireNonNull(held.remove(partition)).countDown();
  }

  /** Makes the handler throw, once, when it gets a record. */
  void failAt(String text) {
    failing.add(text);
  }

  /** From now on it believes that it beats, and does not. */
  void stopBeating() {
    leases.silent = true;
  }

  List<String> texts(int partition) {
    return handled.stream().filter(one -> one.partition() == partition).map(Handled::text).toList();
  }

  /** Records that it could not settle because the partition was no longer its own. */
  List<String> refused() {
    return refused;
  }

  @Override
  public void close() {
    poller.close();
  }

  /** Leases that can fall silent. */
  private static final class Leases implements PartitionLeases {

    private final PartitionLeases real;
    private volatile boolean silent;

    Leases(PartitionLeases real) {
      this.real = real;
    }

    @Override
    public Duration term() {
      return real.term();
    }

    @Override
    public int join(String subscription) {
      return silent ? 1 : real.join(subscription);
    }

    @Override
    public void leave(String subscription) {
      if (!silent) {
        real.leave(subscription);
      }
    }

    @Override
    public Optional<PartitionLease> take(String subscription, TopicPartition partition) {
      return silent ? Optional.empty() : real.take(subscription, partition);
    }

    @Override
    public boolean renew(PartitionLease lease) {
      return silent || real.renew(lease);
    }

    @Override
    public boolean checkpoint(PartitionLease lease, long next, @Nullable String note) {
      return real.checkpoint(lease, next, note);
    }

    @Override
    public void begin(String subscription, TopicPartition partition, long next) {
      real.begin(subscription, partition, next);
    }

    @Override
    public void giveUp(PartitionLease lease) {
      if (!silent) {
        real.giveUp(lease);
      }
    }
  }
}
