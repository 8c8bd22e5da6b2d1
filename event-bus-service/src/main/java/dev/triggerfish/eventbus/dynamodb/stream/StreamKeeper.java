package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.kafka.outbox.OutboxClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Lets go, once a minute of platform time, of what is older than a day: records, and streams that
 * have been switched off.
 */
final class StreamKeeper implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(StreamKeeper.class);
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofHours(24);

  private final StreamStore store;
  private final StreamRelays relays;
  private final ShardReaders readers;
  private final Admin admin;
  private final PlatformClock clock;
  private volatile boolean running;

  StreamKeeper(
      StreamStore store,
      StreamRelays relays,
      ShardReaders readers,
      OutboxClients clients,
      PlatformClock clock) {
    this.store = store;
    this.relays = relays;
    this.readers = readers;
    this.admin = clients.admin();
    this.clock = clock;
  }

  @Override
  public void start() {
    running = true;
    keepLater();
  }

  private void keepLater() {
    clock.schedule(
        INTERVAL,
        () -> {
          if (running) {
            keep();
            keepLater();
          }
        });
  }

  private void keep() {
    readers.closeIdle();
    var before = clock.millis() - KEPT.toMillis();
    try {
      for (var stream : store.all()) {
        var closedAt = stream.closedAt();
        if (closedAt != null && closedAt <= before) {
          delete(stream);
        } else if (stream.topic().createdAt() <= before) {
          for (var shard = 0; shard < stream.shards(); shard++) {
            trim(stream, shard, before);
          }
        }
      }
    } catch (DataAccessException | TransactionException | KafkaException | ExecutionException e) {
      LOG.warn("Old records of streams are kept until the next attempt: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void delete(TableStream stream) throws ExecutionException, InterruptedException {
    try {
      admin.deleteTopics(List.of(stream.topic().name())).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
    }
    store.delete(stream.topic());
    relays.forget(stream.topic());
  }

  /** First in the database, so that nobody looks for what is no longer in Kafka. */
  private void trim(TableStream stream, int shard, long before)
      throws ExecutionException, InterruptedException {
    var extent = store.extent(stream.topic(), shard);
    if (extent.trimmed() == extent.last()) {
      return;
    }
    var partition = new TopicPartition(stream.topic().name(), shard);
    var start = offset(partition, OffsetSpec.earliest());
    var firstKept = offset(partition, OffsetSpec.forTimestamp(before));
    if (firstKept < 0) {
      firstKept = offset(partition, OffsetSpec.latest());
    }
    if (firstKept > start) {
      store.trim(stream.topic(), shard, number(partition, firstKept - 1));
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(firstKept))).all().get();
    }
  }

  private long number(TopicPartition partition, long offset) {
    try {
      return readers.use(partition, reader -> reader.numberAt(offset));
    } catch (ShardReader.GoneException e) {
      throw new IllegalStateException(e);
    }
  }

  private long offset(TopicPartition partition, OffsetSpec spec)
      throws ExecutionException, InterruptedException {
    return Objects.requireNonNull(
            admin.listOffsets(Map.of(partition, spec)).partitionResult(partition).get())
        .offset();
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
