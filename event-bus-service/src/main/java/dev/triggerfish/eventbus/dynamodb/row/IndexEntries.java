package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.eventbus.dynamodb.item.ItemCodec;
import dev.triggerfish.eventbus.dynamodb.table.Index;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The rows that follow from an item: its entries in indexes, and in the list of what expires. They
 * are written in the transaction of the item, behind its own row, which keeps other processes off.
 */
public final class IndexEntries {

  private static final byte[] NOTHING = {};

  private IndexEntries() {}

  /** Writes what a change of an item changes in indexes. */
  static void follow(ItemRows rows, RowKey key, Change change) {
    var before = of(change.table(), key, change.before());
    var after = of(change.table(), key, change.after());
    before.forEach(
        (entry, _) -> {
          if (!after.containsKey(entry)) {
            rows.delete(entry);
          }
        });
    after.forEach(
        (entry, bytes) -> {
          if (!Arrays.equals(before.get(entry), bytes)) {
            rows.put(entry, bytes);
          }
        });
  }

  private static Map<RowKey, byte[]> of(
      Table table, RowKey key, @Nullable Map<String, AttributeValue> item) {
    if (item == null) {
      return Map.of();
    }
    var entries = HashMap.<RowKey, byte[]>newHashMap(table.indexes().size() + 1);
    for (var index : table.indexes()) {
      var entry = RowKeys.ofEntry(table, index, item);
      if (entry != null) {
        entries.put(entry, ItemCodec.write(projected(table, index, item)));
      }
    }
    var expiry = Expiry.of(table, item);
    if (expiry != null) {
      entries.put(RowKeys.ofExpiry(expiry.id(), expiry.seconds(), key), NOTHING);
    }
    return entries;
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
      var seconds = new java.math.BigDecimal(value.n());
      return seconds.signum() <= 0 || seconds.precision() - seconds.scale() > 18
          ? null
          : new Expiry(timeToLive.id(), seconds.longValue());
    }
  }
}
