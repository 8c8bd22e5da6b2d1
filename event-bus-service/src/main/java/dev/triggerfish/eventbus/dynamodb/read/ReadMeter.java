package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.eventbus.dynamodb.metric.TableMetrics;
import dev.triggerfish.eventbus.dynamodb.table.Index;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Counts the capacity that reads have consumed, whether or not the request asks for it. */
final class ReadMeter {

  private final TableMetrics metrics;

  ReadMeter(TableMetrics metrics) {
    this.metrics = metrics;
  }

  /**
   * Counts what a read has consumed, and returns it; null if it is not asked for.
   *
   * @param tableName as the request names it
   * @param index that was read; null for the table itself
   */
  @Nullable ConsumedCapacity consumed(
      Table table,
      String tableName,
      @Nullable Index index,
      double units,
      @Nullable ReturnConsumedCapacity wanted) {
    metrics.read(table, index, units);
    return ReadCapacity.of(tableName, index, units, wanted);
  }
}
