package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.eventbus.dynamodb.table.Index;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * What reads have consumed: a unit for each 4 KB that is read consistently, half of one otherwise.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">
 *     Read and write operations</a>
 */
final class ReadCapacity {

  private static final int UNIT = 4_096;

  private ReadCapacity() {}

  /** Units for bytes that are read at once. */
  static double units(long bytes, @Nullable Boolean consistent) {
    var units = Math.max(1, (bytes + UNIT - 1) / UNIT);
    return Boolean.TRUE.equals(consistent) ? units : units / 2.0;
  }

  /**
   * What a read has consumed; null if it is not asked for.
   *
   * @param tableName as the request names it
   * @param index that was read; null for the table itself
   */
  static @Nullable ConsumedCapacity of(
      String tableName,
      @Nullable Index index,
      double units,
      @Nullable ReturnConsumedCapacity wanted) {
    if (wanted == null || wanted == ReturnConsumedCapacity.NONE) {
      return null;
    }
    var consumed = ConsumedCapacity.builder().tableName(tableName).capacityUnits(units);
    if (wanted == ReturnConsumedCapacity.INDEXES) {
      var all = Capacity.builder().capacityUnits(units).build();
      if (index == null) {
        consumed.table(all);
      } else {
        consumed.table(c -> c.capacityUnits(0.0));
        switch (index.scope()) {
          case LOCAL -> consumed.localSecondaryIndexes(Map.of(index.name(), all));
          case GLOBAL -> consumed.globalSecondaryIndexes(Map.of(index.name(), all));
        }
      }
    }
    return consumed.build();
  }
}
