package dev.triggerfish.iam.replication;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.IdentityRecord;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * The only way to change the identity state: the change and the records that tell of it are one
 * transaction, changes happen one after the other, and a change is answered once Kafka has
 * acknowledged its records. If Kafka is away, the change stays, is answered a little later, and its
 * records follow when Kafka is back.
 */
public final class IdentityJournal {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Database database;
  private final OutboxStore outbox;
  private final OutboxPublisher publisher;
  private final JsonMapper json = JsonMapper.shared();

  IdentityJournal(Database iamDatabase, OutboxStore outbox, OutboxPublisher publisher) {
    this.database = iamDatabase;
    this.outbox = outbox;
    this.publisher = publisher;
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
                  outbox.lockWrites();
                  return work.get();
                });
    publisher.publishPending(PATIENCE);
    return Objects.requireNonNull(result, "a change returns something");
  }

  /** Within a change: tells of something new or changed. */
  public void record(IdentityRecord record) {
    outbox.add(record.key(), json.writerFor(IdentityRecord.class).writeValueAsString(record));
  }

  /** Within a change: tells that something is gone. */
  public void remove(String key) {
    outbox.add(key, null);
  }

  /** The offset of the last record that Kafka has acknowledged; -1 before the first. */
  public long position() {
    return publisher.position();
  }
}
