package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.eventbus.dynamodb.item.ItemCodec;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items that a commit is about: as they were read, and as they are to be. Each write sees what
 * those before it have decided.
 */
final class Overlay {

  private final Map<RowKey, Row> read;
  private final Map<RowKey, Current> current = new TreeMap<>();

  Overlay(Map<RowKey, Row> read) {
    this.read = read;
  }

  /**
   * An item as the next write finds it.
   *
   * @param table of the item
   * @param original as it was read; null if there was none
   * @param item null if there is none
   */
  private record Current(
      Table table,
      @Nullable Map<String, AttributeValue> original,
      @Nullable Map<String, AttributeValue> item) {}

  /** What a write has decided. */
  record Decided(Write write, Change change) {

    boolean isChange() {
      return !Objects.equals(change.before(), change.after());
    }
  }

  Decided decide(Write write) {
    var before = current(write).item;
    var after =
        switch (write.decision().decide(before)) {
          case Write.Effect.Put(var item) -> item;
          case Write.Effect.Delete() -> null;
          case Write.Effect.Keep() -> before;
        };
    return new Decided(write, new Change(write.table(), before, after));
  }

  /** The item that a write is about, as it is. */
  Change unchanged(Write write) {
    var item = current(write).item;
    return new Change(write.table(), item, item);
  }

  private Current current(Write write) {
    return current.computeIfAbsent(
        write.key(),
        key -> {
          var row = read.get(key);
          var item = row == null ? null : row.item();
          return new Current(write.table(), item, item);
        });
  }

  /** Takes on what the writes of a unit have decided. */
  void accept(List<Decided> effects) {
    for (var decided : effects) {
      current.computeIfPresent(
          decided.write.key(),
          (_, now) -> new Current(now.table, now.original, decided.change.after()));
    }
  }

  /** Writes all rows that have changed, in the order of their keys, and what follows from them. */
  void writeTo(ItemRows rows) {
    current.forEach(
        (key, now) -> {
          if (!Objects.equals(now.original, now.item)) {
            write(rows, key, now);
            IndexEntries.follow(rows, key, new Change(now.table, now.original, now.item));
          }
        });
  }

  private static void write(ItemRows rows, RowKey key, Current now) {
    if (now.item == null) {
      rows.delete(key);
    } else if (now.original == null) {
      rows.insert(key, ItemCodec.write(now.item));
    } else {
      rows.replace(key, ItemCodec.write(now.item));
    }
  }
}
