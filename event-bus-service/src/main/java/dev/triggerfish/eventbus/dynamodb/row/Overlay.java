package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.eventbus.dynamodb.item.ItemCodec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The rows that a commit is about: as they were read, and as they are to be. Each write sees what
 * those before it have decided.
 */
final class Overlay {

  private final Map<RowKey, Row> read;
  private final Map<RowKey, Current> current = new LinkedHashMap<>();

  Overlay(Map<RowKey, Row> read) {
    this.read = read;
  }

  /**
   * An item as the next write finds it.
   *
   * @param item null if there is none
   * @param isChanged whether it differs from what was read
   */
  private record Current(@Nullable Map<String, AttributeValue> item, boolean isChanged) {}

  /** What a write has decided. */
  record Decided(Write write, Change change, boolean isChange) {}

  Decided decide(Write write) {
    var before = item(write.key());
    var after =
        switch (write.decision().decide(before)) {
          case Write.Effect.Put(var item) -> item;
          case Write.Effect.Delete() -> null;
          case Write.Effect.Keep() -> before;
        };
    return new Decided(
        write, new Change(write.table(), before, after), !java.util.Objects.equals(before, after));
  }

  private @Nullable Map<String, AttributeValue> item(RowKey key) {
    return current(key).item;
  }

  private Current current(RowKey key) {
    var now = current.get(key);
    if (now == null) {
      var row = read.get(key);
      now = new Current(row == null ? null : row.item(), false);
      current.put(key, now);
    }
    return now;
  }

  /** Takes on what the writes of a unit have decided. */
  void accept(List<Decided> effects) {
    for (var decided : effects) {
      if (decided.isChange) {
        current.put(decided.write.key(), new Current(decided.change.after(), true));
      }
    }
  }

  /**
   * Writes all rows that have changed.
   *
   * @param held rows that must not have changed meanwhile, though they are not written
   * @return false if a row is no longer as it was read: then nothing of this may be committed
   */
  boolean writeTo(ItemRows rows, Iterable<RowKey> held) {
    for (var entry : current.entrySet()) {
      if (entry.getValue().isChanged && !write(rows, entry.getKey(), entry.getValue().item)) {
        return false;
      }
    }
    for (var key : held) {
      var row = read.get(key);
      if (row != null && !current(key).isChanged && !rows.hold(row)) {
        return false;
      }
    }
    return true;
  }

  private boolean write(ItemRows rows, RowKey key, @Nullable Map<String, AttributeValue> item) {
    var row = read.get(key);
    var version = ThreadLocalRandom.current().nextLong();
    if (item == null) {
      return row == null || rows.delete(row);
    }
    var bytes = ItemCodec.write(item);
    return row == null ? rows.insert(key, version, bytes) : rows.replace(row, version, bytes);
  }

  /** The items that differ from what was read, with their keys. */
  Map<RowKey, NetChange> netChanges(Map<RowKey, Write> firstWrites) {
    var changes = new HashMap<RowKey, NetChange>();
    current.forEach(
        (key, now) -> {
          var write = firstWrites.get(key);
          if (now.isChanged && write != null) {
            var row = read.get(key);
            changes.put(
                key,
                new NetChange(
                    key, new Change(write.table(), row == null ? null : row.item(), now.item)));
          }
        });
    return changes;
  }

  /** What has become of an item over all writes of a commit. */
  record NetChange(RowKey key, Change change) {}
}
