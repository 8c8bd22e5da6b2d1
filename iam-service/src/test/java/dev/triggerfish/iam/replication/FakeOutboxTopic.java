package dev.triggerfish.iam.replication;

import dev.triggerfish.aws.kafka.outbox.OutboxEntry;
import dev.triggerfish.aws.kafka.outbox.OutboxPosition;
import dev.triggerfish.aws.kafka.outbox.OutboxRow;
import dev.triggerfish.aws.kafka.outbox.OutboxTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** A topic in memory that can be away. */
public final class FakeOutboxTopic implements OutboxTopic {

  private final List<OutboxRow> records = new ArrayList<>();
  private boolean away;

  @Override
  public synchronized OutboxPosition append(List<OutboxRow> added, Duration patience)
      throws ExecutionException {
    requireReachable();
    records.addAll(added);
    return new OutboxPosition(added.getLast().number(), records.size() - 1L);
  }

  @Override
  public synchronized Optional<OutboxPosition> arrived(
      int shard, long fromNumber, Duration patience) throws ExecutionException {
    requireReachable();
    return Optional.empty();
  }

  @Override
  public synchronized boolean prepare(Duration patience) throws ExecutionException {
    requireReachable();
    return records.isEmpty();
  }

  private void requireReachable() throws ExecutionException {
    if (away) {
      throw new ExecutionException(new IllegalStateException("Kafka is away"));
    }
  }

  /** Whether it can be reached. */
  public synchronized void setAway(boolean away) {
    this.away = away;
  }

  /** Keys of all records, in order. */
  public synchronized List<String> keys() {
    return records.stream().map(row -> row.entry().key()).toList();
  }

  /** What the topic's readers hold for a key; empty if it is gone or never was. */
  public synchronized String value(String key) {
    return records.stream()
        .map(OutboxRow::entry)
        .filter(entry -> entry.key().equals(key))
        .reduce((first, second) -> second)
        .map(FakeOutboxTopic::text)
        .orElse("");
  }

  private static String text(OutboxEntry entry) {
    var payload = entry.payload();
    return payload == null ? "" : new String(payload, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {}
}
