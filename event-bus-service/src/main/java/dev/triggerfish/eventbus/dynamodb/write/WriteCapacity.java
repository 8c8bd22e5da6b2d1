package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.eventbus.dynamodb.item.ItemSize;
import dev.triggerfish.eventbus.dynamodb.row.Change;
import dev.triggerfish.eventbus.dynamodb.row.IndexEntries;
import dev.triggerfish.eventbus.dynamodb.row.RowKeys;
import dev.triggerfish.eventbus.dynamodb.table.Index;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * What writes have consumed: a unit for each KB of the larger of the item before and after, in the
 * table and in each index that has changed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">
 *     Read and write operations</a>
 */
final class WriteCapacity {

  private static final int UNIT = 1_024;
  private static final int READ_UNIT = 4_096;

  private WriteCapacity() {}

  /**
   * Capacity units.
   *
   * @param table of the table itself
   * @param local of its local indexes, by name; none that has none
   * @param global of its global indexes, likewise
   */
  record Units(double table, Map<String, Double> local, Map<String, Double> global) {

    private double all() {
      return table + sum(local) + sum(global);
    }

    private static double sum(Map<String, Double> units) {
      return units.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Of a table with its local indexes. */
    double withLocal() {
      return table + sum(local);
    }
  }

  /**
   * The units of changes of one table.
   *
   * @param factor 2 in transactions
   */
  static Units units(List<Change> changes, int factor) {
    var table = 0.0;
    var local = new LinkedHashMap<String, Double>();
    var global = new LinkedHashMap<String, Double>();
    for (var change : changes) {
      table += factor * Math.max(units(change.before()), units(change.after()));
      for (var index : change.table().indexes()) {
        var units = factor * units(change, index);
        if (units > 0) {
          (index.scope() == Index.Scope.LOCAL ? local : global)
              .merge(index.name(), units, Double::sum);
        }
      }
    }
    return new Units(table, local, global);
  }

  /**
   * What changes of one table have consumed; null if it is not asked for.
   *
   * @param tableName as the request names it
   * @param factor 2 in transactions
   */
  static @Nullable ConsumedCapacity of(
      String tableName, List<Change> changes, @Nullable ReturnConsumedCapacity wanted, int factor) {
    if (wanted == null || wanted == ReturnConsumedCapacity.NONE) {
      return null;
    }
    var units = units(changes, factor);
    var consumed =
        ConsumedCapacity.builder()
            .tableName(tableName)
            .capacityUnits(units.all())
            .writeCapacityUnits(factor == 1 ? null : units.all());
    if (wanted == ReturnConsumedCapacity.INDEXES) {
      consumed
          .table(capacity(units.table))
          .localSecondaryIndexes(capacities(units.local))
          .globalSecondaryIndexes(capacities(units.global));
    }
    return consumed.build();
  }

  private static @Nullable Map<String, Capacity> capacities(Map<String, Double> units) {
    var all = new LinkedHashMap<String, Capacity>();
    units.forEach((index, some) -> all.put(index, capacity(some)));
    return all.isEmpty() ? null : all;
  }

  /** The units of a transaction that was made before: its items are read. */
  static double unitsOfReplay(List<Change> items, int factor) {
    return items.stream().mapToDouble(item -> factor * units(item.after(), READ_UNIT)).sum();
  }

  /** What a transaction has consumed that was made before: its items are read. */
  static @Nullable ConsumedCapacity ofReplay(
      String tableName, List<Change> items, @Nullable ReturnConsumedCapacity wanted, int factor) {
    if (wanted == null || wanted == ReturnConsumedCapacity.NONE) {
      return null;
    }
    var units = unitsOfReplay(items, factor);
    var consumed =
        ConsumedCapacity.builder()
            .tableName(tableName)
            .capacityUnits(units)
            .readCapacityUnits(units);
    if (wanted == ReturnConsumedCapacity.INDEXES) {
      consumed.table(Capacity.builder().capacityUnits(units).readCapacityUnits(units).build());
    }
    return consumed.build();
  }

  private static Capacity capacity(double units) {
    return Capacity.builder().capacityUnits(units).build();
  }

  private static double units(@Nullable Map<String, AttributeValue> item) {
    return units(item, UNIT);
  }

  private static double units(@Nullable Map<String, AttributeValue> item, int unit) {
    return item == null ? 1 : Math.max(1, (ItemSize.of(item) + unit - 1) / unit);
  }

  private static double units(Change change, Index index) {
    var before = entry(change, change.before(), index);
    var after = entry(change, change.after(), index);
    if (before == null || after == null) {
      return before == null && after == null ? 0 : units(before == null ? after : before);
    }
    if (before.equals(after)) {
      return 0;
    }
    var moved =
        !java.util.Objects.equals(
            RowKeys.ofEntry(change.table(), index, before),
            RowKeys.ofEntry(change.table(), index, after));
    return moved ? units(before) + units(after) : Math.max(units(before), units(after));
  }

  private static @Nullable Map<String, AttributeValue> entry(
      Change change, @Nullable Map<String, AttributeValue> item, Index index) {
    return item == null || RowKeys.ofEntry(change.table(), index, item) == null
        ? null
        : IndexEntries.projected(change.table(), index, item);
  }
}
