package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.eventbus.dynamodb.table.StreamSettings;
import dev.triggerfish.eventbus.dynamodb.table.StreamSwitch;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Switches streams on and off, in the transaction that changes the table. */
final class StoredStreams implements StreamSwitch {

  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final TransactionOperations transactions;
  private final StreamStore store;
  private final StreamRelays relays;
  private final PlatformClock clock;
  private final int shards;

  /**
   * The switch.
   *
   * @param shards of new streams
   */
  StoredStreams(
      TransactionOperations transactions,
      StreamStore store,
      StreamRelays relays,
      PlatformClock clock,
      int shards) {
    this.transactions = transactions;
    this.store = store;
    this.relays = relays;
    this.clock = clock;
    this.shards = shards;
  }

  /** A stream that is switched on within a millisecond of another one is said to be later. */
  @Override
  public Table on(Table table, String viewType) {
    return Objects.requireNonNull(transactions.execute(_ -> streamed(table, viewType)));
  }

  private Table streamed(Table table, String viewType) {
    var at = clock.now();
    while (true) {
      var streamed = table.with(settings(at, viewType));
      var topic = StreamTopic.of(String.valueOf(streamed.streamArn())).orElseThrow();
      if (store.add(table, topic, settings(at, viewType))) {
        makeAfterCommit(topic);
        return streamed;
      }
      at = at.plusMillis(1);
    }
  }

  private StreamSettings settings(Instant at, String viewType) {
    return new StreamSettings(LABEL.format(at), viewType, shards);
  }

  private void makeAfterCommit(StreamTopic topic) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            relays.make(topic, shards);
          }
        });
  }

  @Override
  public Table off(Table table) {
    var arn = table.streamArn();
    if (arn != null) {
      store.close(StreamTopic.of(arn).orElseThrow(), clock.millis());
    }
    return table.with((StreamSettings) null);
  }
}
