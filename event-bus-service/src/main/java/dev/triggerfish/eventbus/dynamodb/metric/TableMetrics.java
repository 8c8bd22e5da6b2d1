package dev.triggerfish.eventbus.dynamodb.metric;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.metric.DataPoints;
import dev.triggerfish.aws.metric.Metric;
import dev.triggerfish.aws.metric.MetricSource;
import dev.triggerfish.eventbus.dynamodb.table.Index;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import dev.triggerfish.eventbus.dynamodb.table.Tables.TableName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts in memory what tables are used for, until somebody takes it. As in AWS, there is a metric
 * only where there is something to count.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html">
 *     DynamoDB metrics and dimensions</a>
 */
public final class TableMetrics implements MetricSource {

  static final String COUNT = "Count";
  private static final String TABLE = "TableName";

  private final PlatformClock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private DataPoints points = new DataPoints();

  TableMetrics(PlatformClock clock) {
    this.clock = clock;
  }

  /**
   * Capacity was read.
   *
   * @param index that was read; null for the table itself
   */
  public void read(Table table, @Nullable Index index, double units) {
    add(
        nameOf(table),
        dimensions(table, index == null || index.scope() == Index.Scope.LOCAL ? null : index),
        "ConsumedReadCapacityUnits",
        units);
  }

  /**
   * Capacity was written.
   *
   * @param units of the table and its local indexes
   * @param global units by the names of global indexes
   */
  public void wrote(Table table, double units, Map<String, Double> global) {
    var name = nameOf(table);
    add(name, Map.of(TABLE, table.name()), "ConsumedWriteCapacityUnits", units);
    global.forEach(
        (index, more) ->
            add(name, ofIndex(table.name(), index), "ConsumedWriteCapacityUnits", more));
  }

  /** Items have expired and are gone. */
  public void expired(Table table, int items) {
    add(nameOf(table), Map.of(TABLE, table.name()), "TimeToLiveDeletedItemCount", items);
  }

  void ofTable(TableName table, String metric) {
    add(table, Map.of(TABLE, table.name()), metric, 1);
  }

  void ofOperation(TableName table, String operation, String metric, String unit, double value) {
    add(metric(table, Map.of(TABLE, table.name(), "Operation", operation), metric, unit), value);
  }

  void ofStream(
      TableName table, String label, String operation, String metric, String unit, double value) {
    add(
        metric(
            table,
            Map.of(TABLE, table.name(), "Operation", operation, "StreamLabel", label),
            metric,
            unit),
        value);
  }

  void ofAccount(String accountId, String region, String metric, String unit, double value) {
    add(new Metric(accountId, region, "AWS/DynamoDB", metric, Map.of(), unit), value);
  }

  /**
   * What is provisioned.
   *
   * @param index null for the table itself
   */
  void provisioned(Table table, @Nullable Index index, long reads, long writes) {
    var dimensions = dimensions(table, index);
    add(nameOf(table), dimensions, "ProvisionedReadCapacityUnits", (double) reads);
    add(nameOf(table), dimensions, "ProvisionedWriteCapacityUnits", (double) writes);
  }

  private static Map<String, String> dimensions(Table table, @Nullable Index index) {
    return index == null ? Map.of(TABLE, table.name()) : ofIndex(table.name(), index.name());
  }

  private static Map<String, String> ofIndex(String table, String index) {
    return Map.of(TABLE, table, "GlobalSecondaryIndexName", index);
  }

  private static TableName nameOf(Table table) {
    return new TableName(table.accountId(), table.region(), table.name());
  }

  private void add(TableName table, Map<String, String> dimensions, String metric, double value) {
    add(metric(table, dimensions, metric, COUNT), value);
  }

  private static Metric metric(
      TableName table, Map<String, String> dimensions, String metric, String unit) {
    return new Metric(table.accountId(), table.region(), "AWS/DynamoDB", metric, dimensions, unit);
  }

  private void add(Metric metric, double value) {
    if (value == 0) {
      return;
    }
    var minute = DataPoints.minute(clock.millis());
    lock.lock();
    try {
      points.add(metric, minute, value, 1);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Taken take() {
    DataPoints taken;
    lock.lock();
    try {
      taken = points;
      points = new DataPoints();
    } finally {
      lock.unlock();
    }
    return new Taken(taken.series(), List.of());
  }
}
