package dev.triggerfish.iam.replication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** A topic in memory that can be away. */
public final class FakeIdentityTopic implements IdentityTopic {

  private final List<OutboxRecord> records = new ArrayList<>();
  private boolean away;

  @Override
  public synchronized long append(List<OutboxRecord> added, Duration patience)
      throws ExecutionException {
    requireReachable();
    records.addAll(added);
    return records.size() - 1L;
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
    return records.stream().map(OutboxRecord::key).toList();
  }

  /** What the topic's readers hold for a key; empty if it is gone or never was. */
  public synchronized String value(String key) {
    return records.stream()
        .filter(record -> record.key().equals(key))
        .reduce((first, second) -> second)
        .map(record -> record.payload() == null ? "" : record.payload())
        .orElse("");
  }

  @Override
  public void close() {}
}
