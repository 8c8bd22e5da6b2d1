package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.eventbus.dynamodb.expression.Condition;
import dev.triggerfish.eventbus.dynamodb.expression.Conditions;
import dev.triggerfish.eventbus.dynamodb.item.ItemSize;
import dev.triggerfish.eventbus.dynamodb.row.ItemRows;
import dev.triggerfish.eventbus.dynamodb.row.Row;
import dev.triggerfish.eventbus.dynamodb.row.RowRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A page of a query or scan: it ends at a limit of items or at 1 MB, both before the filter.
 *
 * @param items that the filter lets through
 * @param scanned how many were read
 * @param bytes that were read
 * @param last the last one that was read, if there may be more
 */
record Page(
    List<Map<String, AttributeValue>> items,
    int scanned,
    long bytes,
    @Nullable Map<String, AttributeValue> last) {

  static final int MOST_BYTES = 1024 * 1024;

  /** Before it is known how large rows are: at most 10 MB, which are read for 1 MB in vain. */
  private static final int FIRST_AT_ONCE = 25;

  private static final int MOST_AT_ONCE = 500;

  /**
   * Reads a page.
   *
   * @param most bytes that are read, up to 1 MB; one item is read whatever its size
   * @param limit of items that are read; null for none
   * @param whole makes of what an index has the items that the filter sees
   */
  static Page read(
      ItemRows rows,
      RowRange range,
      boolean backward,
      long most,
      @Nullable Integer limit,
      @Nullable Condition filter,
      Function<List<Row>, List<Map<String, AttributeValue>>> whole) {
    var items = new ArrayList<Map<String, AttributeValue>>();
    var left = limit == null ? Integer.MAX_VALUE : limit;
    var scanned = 0;
    var bytes = 0L;
    Map<String, AttributeValue> last = null;
    var rest = range;
    var step = FIRST_AT_ONCE;
    while (!rest.isEmpty()) {
      var count = Math.min(step, left);
      var some = rows.read(rest, backward, count);
      for (var item : whole.apply(some)) {
        var size = ItemSize.of(item);
        if (scanned > 0 && bytes + size > most) {
          return new Page(items, scanned, bytes, last);
        }
        scanned++;
        bytes += size;
        last = item;
        if (filter == null || Conditions.hold(filter, item)) {
          items.add(item);
        }
      }
      left -= some.size();
      if (left == 0) {
        return new Page(items, scanned, bytes, last);
      }
      if (some.size() < count) {
        return new Page(items, scanned, bytes, null);
      }
      rest = after(rest, some.getLast(), backward);
      step = Math.clamp((most - bytes) * scanned / Math.max(1, bytes) + 1, 1, MOST_AT_ONCE);
    }
    return new Page(items, scanned, bytes, null);
  }

  private static RowRange after(RowRange range, Row last, boolean backward) {
    return backward ? range.before(last.key()) : range.after(last.key());
  }
}
