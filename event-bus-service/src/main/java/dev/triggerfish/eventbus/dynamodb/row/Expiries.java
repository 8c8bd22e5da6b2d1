package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import dev.triggerfish.eventbus.dynamodb.table.TimeToLive;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Deletes items whose time has come, on platform time. Whoever changes the time of an item
 * meanwhile keeps it: the decision is made over the item as it is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html">How
 *     TTL works</a>
 */
final class Expiries {

  private static final int AT_ONCE = 50;

  /** What is older was put so, and does not expire. */
  private static final long OLDEST = Duration.ofDays(5 * 365).toSeconds();

  private final Tables tables;
  private final ItemRows rows;
  private final ItemWriter writer;
  private final PlatformClock clock;

  Expiries(Tables tables, ItemRows rows, ItemWriter writer, PlatformClock clock) {
    this.tables = tables;
    this.rows = rows;
    this.writer = writer;
    this.clock = clock;
  }

  /** Deletes all items that have expired. */
  void expire() {
    tables.expiring().forEach(this::expire);
  }

  private void expire(Table table) {
    var timeToLive = table.timeToLive();
    if (timeToLive == null) {
      return;
    }
    var now = clock.millis() / 1_000;
    var due =
        new RowRange(
            RowKeys.expiriesFrom(timeToLive.id(), now - OLDEST),
            RowKeys.expiriesFrom(timeToLive.id(), now));
    var some = rows.read(due, false, AT_ONCE);
    while (!some.isEmpty()) {
      writer.expire(
          some.stream()
              .map(
                  row ->
                      new Write(
                          table,
                          RowKeys.itemOfExpiry(row.key()),
                          item -> effect(timeToLive, now, item)))
              .toList());
      due = due.after(some.getLast().key());
      some = rows.read(due, false, AT_ONCE);
    }
  }

  private static Write.Effect effect(
      TimeToLive timeToLive, long now, @Nullable Map<String, AttributeValue> item) {
    var value = item == null ? null : item.get(timeToLive.attribute());
    var isDue = value != null && value.n() != null && isDue(new BigDecimal(value.n()), now);
    return isDue ? new Write.Effect.Delete() : new Write.Effect.Keep();
  }

  private static boolean isDue(BigDecimal time, long now) {
    return time.compareTo(BigDecimal.valueOf(now)) < 0
        && time.compareTo(BigDecimal.valueOf(now - OLDEST)) >= 0;
  }
}
