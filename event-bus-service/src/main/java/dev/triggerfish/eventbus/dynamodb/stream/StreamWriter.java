package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.kafka.outbox.Outbox;
import dev.triggerfish.aws.kafka.outbox.OutboxEntry;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.eventbus.dynamodb.row.ChangeListener;
import dev.triggerfish.eventbus.dynamodb.row.RowKeys;
import dev.triggerfish.eventbus.dynamodb.table.StreamSettings;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes records of changes in the transaction that makes them, and has them sent once it is
 * committed.
 */
final class StreamWriter implements ChangeListener {

  /** Header with the moment of the change in milliseconds, platform time. */
  static final String CREATED_AT = "created-at";

  private final Database database;
  private final StreamRelays relays;
  private final PlatformClock clock;

  StreamWriter(Database database, StreamRelays relays, PlatformClock clock) {
    this.database = database;
    this.relays = relays;
    this.clock = clock;
  }

  @Override
  public void changed(List<Made> changes) {
    // In the order of topics: two transactions that wait for each other's counters never end.
    var writings = new TreeMap<String, Writing>();
    for (var made : changes) {
      var table = made.change().table();
      var settings = table.stream();
      var arn = table.streamArn();
      if (settings != null && arn != null) {
        writings
            .computeIfAbsent(
                arn, _ -> new Writing(StreamTopic.of(arn).orElseThrow(), settings, database))
            .add(made, clock);
      }
    }
    if (!writings.isEmpty()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              writings
                  .values()
                  .forEach(
                      writing ->
                          relays.wake(writing.topic, writing.settings.shards(), writing.shards));
            }
          });
    }
  }

  /** What a transaction writes to one stream. */
  private static final class Writing {

    private final StreamTopic topic;
    private final StreamSettings settings;
    private final Outbox outbox;
    private final BitSet shards = new BitSet();

    Writing(StreamTopic topic, StreamSettings settings, Database database) {
      this.topic = topic;
      this.settings = settings;
      this.outbox = new Outbox(database, StreamRelays.OUTBOX, topic.name());
    }

    void add(Made made, PlatformClock clock) {
      var now = clock.now();
      var digest = RowKeys.partitionDigest(made.key());
      var shard =
          Integer.remainderUnsigned(Integer.parseUnsignedInt(digest, 0, 8, 16), settings.shards());
      shards.set(shard);
      outbox.add(
          new OutboxEntry(
              shard,
              digest,
              Map.of(CREATED_AT, Long.toString(now.toEpochMilli())),
              StreamRecords.withoutNumber(made.change(), settings, made.byTheService(), now)));
    }
  }
}
