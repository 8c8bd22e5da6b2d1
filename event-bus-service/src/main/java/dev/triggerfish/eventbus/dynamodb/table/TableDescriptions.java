package dev.triggerfish.eventbus.dynamodb.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Tables as AWS describes them. */
final class TableDescriptions {

  private static final TableRows.Extent NOTHING = new TableRows.Extent(0, 0);

  private final TableRows rows;

  TableDescriptions(TableRows rows) {
    this.rows = rows;
  }

  /** A table as it is. */
  TableDescription of(Table table) {
    return of(table, TableStatus.ACTIVE);
  }

  /** A table in a state that has just begun. */
  TableDescription of(Table table, TableStatus status) {
    var extent = extent(table.id(), status);
    var description =
        TableDescription.builder()
            .tableName(table.name())
            .tableArn(table.arn().toString())
            .tableId(table.tableId())
            .tableStatus(status)
            .creationDateTime(Instant.ofEpochMilli(table.createdAt()))
            .attributeDefinitions(definitions(table))
            .keySchema(schema(table.key()))
            .itemCount(extent.rows())
            .tableSizeBytes(extent.bytes())
            .deletionProtectionEnabled(table.settings().deletionProtected())
            .provisionedThroughput(throughput(table.throughput()));
    if (!table.settings().tableClass().equals("STANDARD")) {
      description.tableClassSummary(c -> c.tableClass(table.settings().tableClass()));
    }
    describeBilling(table, description);
    describeStream(table, description);
    describeIndexes(table, status, description);
    return description.build();
  }

  private TableRows.Extent extent(int id, TableStatus status) {
    return status == TableStatus.ACTIVE ? rows.extent(id) : NOTHING;
  }

  private static void describeBilling(Table table, TableDescription.Builder description) {
    var since = table.settings().paidPerRequestSince();
    if (since != null) {
      description.billingModeSummary(
          b ->
              b.billingMode(
                      table.throughput() == null
                          ? BillingMode.PAY_PER_REQUEST
                          : BillingMode.PROVISIONED)
                  .lastUpdateToPayPerRequestDateTime(Instant.ofEpochMilli(since)));
    }
  }

  private static void describeStream(Table table, TableDescription.Builder description) {
    var stream = table.stream();
    if (stream != null) {
      description
          .streamSpecification(s -> s.streamEnabled(true).streamViewType(stream.viewType()))
          .latestStreamArn(table.streamArn())
          .latestStreamLabel(stream.label());
    }
  }

  private void describeIndexes(
      Table table, TableStatus status, TableDescription.Builder description) {
    var local = new ArrayList<LocalSecondaryIndexDescription>();
    var global = new ArrayList<GlobalSecondaryIndexDescription>();
    for (var index : table.indexes()) {
      switch (index.scope()) {
        case LOCAL -> local.add(local(table, index, status));
        case GLOBAL -> global.add(global(table, index, status));
      }
    }
    if (!local.isEmpty()) {
      description.localSecondaryIndexes(local);
    }
    if (!global.isEmpty()) {
      description.globalSecondaryIndexes(global);
    }
  }

  private LocalSecondaryIndexDescription local(Table table, Index index, TableStatus status) {
    var extent = extent(index.id(), status);
    return LocalSecondaryIndexDescription.builder()
        .indexName(index.name())
        .indexArn(arn(table, index))
        .keySchema(schema(index.key()))
        .projection(projection(index))
        .itemCount(extent.rows())
        .indexSizeBytes(extent.bytes())
        .build();
  }

  private GlobalSecondaryIndexDescription global(Table table, Index index, TableStatus status) {
    var extent = extent(index.id(), status);
    var creating = index.status() == Index.Status.CREATING;
    return GlobalSecondaryIndexDescription.builder()
        .indexName(index.name())
        .indexArn(arn(table, index))
        .keySchema(schema(index.key()))
        .projection(projection(index))
        .itemCount(extent.rows())
        .indexSizeBytes(extent.bytes())
        .provisionedThroughput(throughput(index.throughput()))
        .indexStatus(
            creating || status == TableStatus.CREATING ? IndexStatus.CREATING : IndexStatus.ACTIVE)
        .backfilling(creating ? true : null)
        .build();
  }

  private static String arn(Table table, Index index) {
    return table.arn() + "/index/" + index.name();
  }

  private static Projection projection(Index index) {
    var projection = Projection.builder().projectionType(index.projection());
    if (!index.included().isEmpty()) {
      projection.nonKeyAttributes(index.included());
    }
    return projection.build();
  }

  private static ProvisionedThroughputDescription throughput(@Nullable Throughput throughput) {
    return ProvisionedThroughputDescription.builder()
        .numberOfDecreasesToday(0L)
        .readCapacityUnits(throughput == null ? 0 : throughput.reads())
        .writeCapacityUnits(throughput == null ? 0 : throughput.writes())
        .build();
  }

  static List<KeySchemaElement> schema(Key key) {
    var schema = new ArrayList<KeySchemaElement>();
    key.partition().forEach(name -> schema.add(element(name, KeyType.HASH)));
    key.sort().forEach(name -> schema.add(element(name, KeyType.RANGE)));
    return schema;
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static List<AttributeDefinition> definitions(Table table) {
    return table.attributeTypes().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .map(
            entry ->
                AttributeDefinition.builder()
                    .attributeName(entry.getKey())
                    .attributeType(entry.getValue())
                    .build())
        .toList();
  }
}
