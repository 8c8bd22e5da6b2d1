package dev.triggerfish.iam.replication;

import dev.triggerfish.aws.kafka.outbox.Outbox;
import dev.triggerfish.aws.kafka.outbox.OutboxEntry;
import dev.triggerfish.aws.kafka.outbox.OutboxRelay;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.IdentityRecord;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The only way to change the identity state: the change and the records that tell of it are one
 * transaction, changes happen one after the other, and a change is answered once Kafka has
 * acknowledged its records. If Kafka is away, the change stays, is answered a little later, and its
 * records follow when Kafka is back.
 */
public final class IdentityChanges {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Database database;
  private final Outbox outbox;
  private final OutboxRelay relay;
  private final JsonMapper json = JsonMapper.shared();

  IdentityChanges(Database iamDatabase, Outbox outbox, OutboxRelay relay) {
    this.database = iamDatabase;
    this.outbox = outbox;
    this.relay = relay;
  }

  /**
   * Runs a change. What it throws undoes it.
   *
   * @param work reads and writes the stores, and calls {@link #record} and {@link #remove}
   */
  public <T> T change(Supplier<T> work) {
    var result =
        database
            .transactions()
            .execute(
                transaction -> {
                  lockWrites();
                  return work.get();
                });
    relay.publishPending(PATIENCE);
    return Objects.requireNonNull(result, "a change returns something");
  }

  /** Until the transaction ends nobody else gets past this. */
  private void lockWrites() {
    database
        .jdbc()
        .sql("SELECT id FROM iam_write_lock WHERE id = 1 FOR UPDATE")
        .query()
        .listOfRows();
  }

  /** Within a change: tells of something new or changed. */
  public void record(IdentityRecord record) {
    add(record.key(), json.writerFor(IdentityRecord.class).writeValueAsBytes(record));
  }

  /** Within a change: tells that something is gone. */
  public void remove(String key) {
    add(key, null);
  }

  private void add(String key, byte @Nullable [] payload) {
    outbox.add(new OutboxEntry(0, key, Map.of(), payload));
  }

  /** The offset of the last record that Kafka has acknowledged; -1 before the first. */
  public long position() {
    return relay.position();
  }
}
