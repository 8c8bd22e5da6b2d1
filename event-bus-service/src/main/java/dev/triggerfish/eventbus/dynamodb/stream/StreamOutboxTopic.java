package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.kafka.KafkaTopic;
import dev.triggerfish.aws.kafka.outbox.KafkaOutboxTopic;
import dev.triggerfish.aws.kafka.outbox.OutboxClients;
import dev.triggerfish.aws.kafka.outbox.OutboxEntry;
import dev.triggerfish.aws.kafka.outbox.OutboxPosition;
import dev.triggerfish.aws.kafka.outbox.OutboxRow;
import dev.triggerfish.aws.kafka.outbox.OutboxTopic;
import dev.triggerfish.contracts.StreamTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** A stream's topic: completes records with what their numbers say, and remembers the newest. */
final class StreamOutboxTopic implements OutboxTopic {

  /** What two images of an item with nothing but short values come to in JSON. */
  static final int LARGEST_RECORD = 16 * 1024 * 1024;

  private final StreamTopic topic;
  private final KafkaOutboxTopic kafka;
  private final NewestRecords newest;

  StreamOutboxTopic(OutboxClients clients, StreamTopic topic, int shards, NewestRecords newest) {
    this.topic = topic;
    this.kafka =
        new KafkaOutboxTopic(clients, settings(topic, shards), StreamOutboxTopic::timestamp);
    this.newest = newest;
  }

  /**
   * Records are deleted by platform time, so not by Kafka; their time may be ahead of Kafka's.
   * Segments and their indexes are small: most streams are.
   */
  private static KafkaTopic settings(StreamTopic topic, int shards) {
    return new KafkaTopic(
        topic.name(),
        shards,
        Map.of(
            "cleanup.policy", "delete",
            "retention.ms", "-1",
            "retention.bytes", "-1",
            "message.timestamp.type", "CreateTime",
            "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE),
            "segment.bytes", Integer.toString(LARGEST_RECORD),
            "segment.index.bytes", "131072",
            "max.message.bytes", Integer.toString(LARGEST_RECORD)));
  }

  private static Long timestamp(OutboxEntry entry) {
    return Long.valueOf(Objects.requireNonNull(entry.headers().get(StreamWriter.CREATED_AT)));
  }

  @Override
  public boolean prepare(Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    return kafka.prepare(patience);
  }

  @Override
  public OutboxPosition append(List<OutboxRow> rows, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    var completed = rows.stream().map(this::completed).toList();
    var position = kafka.append(completed, patience);
    newest.add(topic.name(), completed);
    return position;
  }

  private OutboxRow completed(OutboxRow row) {
    var entry = row.entry();
    var record =
        StreamRecords.complete(
            topic, entry.shard(), row.number(), Objects.requireNonNull(entry.payload()));
    return new OutboxRow(
        row.number(), new OutboxEntry(entry.shard(), entry.key(), entry.headers(), record));
  }

  @Override
  public Optional<OutboxPosition> arrived(int shard, long fromNumber, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    return kafka.arrived(shard, fromNumber, patience);
  }

  /** Others have the same clients. */
  @Override
  public void close() {}
}
