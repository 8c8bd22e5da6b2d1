package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.eventbus.dynamodb.item.ItemCodec;
import dev.triggerfish.eventbus.dynamodb.table.Index;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The rows that follow from an item: its entries in indexes, and in the list of what expires. They
 * are written in the transaction of the item, while its table is locked.
 */
public final class IndexEntries {

  private static final byte[] NOTHING = {};

  private IndexEntries() {}

  /**
   * An entry.
   *
   * @param key of its row
   * @param attributes that the index has
   */
  private record Entry(RowKey key, Map<String, AttributeValue> attributes) {

    static @Nullable Entry of(
        Table table, Index index, @Nullable Map<String, AttributeValue> item) {
      var key = item == null ? null : RowKeys.ofEntry(table, index, item);
      return item == null || key == null ? null : new Entry(key, projected(table, index, item));
    }
  }

  /** Writes what a change of an item changes in indexes. */
  static void follow(ItemRows rows, RowKey key, Change change) {
    var table = change.table();
    for (var index : table.indexes()) {
      var before = Entry.of(table, index, change.before());
      var after = Entry.of(table, index, change.after());
      if (!Objects.equals(before, after)) {
        move(rows, before, after);
      }
    }
    var before = expiry(table, key, change.before());
    var after = expiry(table, key, change.after());
    if (!Objects.equals(before, after)) {
      if (before != null) {
        rows.delete(before);
      }
      if (after != null) {
        rows.insert(after, NOTHING);
      }
    }
  }

  private static void move(ItemRows rows, @Nullable Entry before, @Nullable Entry after) {
    if (before != null && (after == null || !after.key.equals(before.key))) {
      rows.delete(before.key);
    }
    if (after != null) {
      var bytes = ItemCodec.write(after.attributes);
      var isThere = before != null && before.key.equals(after.key);
      // An index that is being filled may not have what it has according to the item.
      if (!isThere || !rows.replace(after.key, bytes)) {
        rows.insert(after.key, bytes);
      }
    }
  }

  private static @Nullable RowKey expiry(
      Table table, RowKey key, @Nullable Map<String, AttributeValue> item) {
    var expiry = item == null ? null : Expiry.of(table, item);
    return expiry == null ? null : RowKeys.ofExpiry(expiry.id(), expiry.seconds(), key);
  }

  /** What an index has of an item. */
  public static Map<String, AttributeValue> projected(
      Table table, Index index, Map<String, AttributeValue> item) {
    if (index.projectsAll()) {
      return item;
    }
    var projected = new LinkedHashMap<String, AttributeValue>();
    table.key().names().forEach(name -> copy(item, name, projected));
    index.key().names().forEach(name -> copy(item, name, projected));
    index.included().forEach(name -> copy(item, name, projected));
    return projected;
  }

  private static void copy(
      Map<String, AttributeValue> item, String name, Map<String, AttributeValue> into) {
    var value = item.get(name);
    if (value != null) {
      into.put(name, value);
    }
  }

  /**
   * When an item expires.
   *
   * @param id of the list of what expires in its table
   * @param seconds since the epoch
   */
  private record Expiry(int id, long seconds) {

    /** Null if it does not; other types than numbers, and times before the epoch, are no times. */
    static @Nullable Expiry of(Table table, Map<String, AttributeValue> item) {
      var timeToLive = table.timeToLive();
      var value = timeToLive == null ? null : item.get(timeToLive.attribute());
      if (timeToLive == null || value == null || value.n() == null) {
        return null;
      }
      var seconds = new BigDecimal(value.n());
      return seconds.signum() <= 0 || seconds.precision() - seconds.scale() > 18
          ? null
          : new Expiry(timeToLive.id(), seconds.longValue());
    }
  }
}
