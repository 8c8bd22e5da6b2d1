package dev.triggerfish.eventbus.dynamodb.table;

import static dev.triggerfish.eventbus.dynamodb.table.KeySchemas.INVALID;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/** Changes tables. */
final class UpdateTable implements OperationGroup {

  private final Tables tables;
  private final TableDescriptions descriptions;
  private final IndexUpdates indexes;
  private final StreamSwitch streams;
  private final TableRows rows;
  private final PlatformClock clock;

  UpdateTable(
      Tables tables,
      TableDescriptions descriptions,
      IndexUpdates indexes,
      StreamSwitch streams,
      TableRows rows,
      PlatformClock clock) {
    this.tables = tables;
    this.descriptions = descriptions;
    this.indexes = indexes;
    this.streams = streams;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:UpdateTable",
      resource = "table/{TableName}",
      acts = {
        "TableName",
        "AttributeDefinitions",
        "GlobalSecondaryIndexUpdates",
        "StreamSpecification",
        "DeletionProtectionEnabled"
      },
      stored = {"BillingMode", "ProvisionedThroughput", "TableClass"},
      refused = {
        "SSESpecification",
        "ReplicaUpdates",
        "OnDemandThroughput",
        "WarmThroughput",
        "MultiRegionConsistency",
        "GlobalTableWitnessUpdates"
      })
  UpdateTableResponse updateTable(UpdateTableRequest request, Caller caller) {
    requireSomething(request);
    var name = Tables.TableName.of(request.tableName(), caller);
    tables.existing(name);
    var changed = tables.change(name, table -> updated(table, request));
    if (request.hasGlobalSecondaryIndexUpdates()) {
      rows.fill();
      rows.sweep();
    }
    return UpdateTableResponse.builder()
        .tableDescription(
            descriptions.of(changed).toBuilder().tableStatus(TableStatus.UPDATING).build())
        .build();
  }

  private static void requireSomething(UpdateTableRequest request) {
    if (request.provisionedThroughput() == null
        && request.billingMode() == null
        && request.streamSpecification() == null
        && request.deletionProtectionEnabled() == null
        && request.tableClass() == null
        && request.globalSecondaryIndexUpdates().isEmpty()) {
      throw AwsErrors.validation(
          "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
              + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
    }
    if (request.billingMode() == BillingMode.PROVISIONED
        && request.provisionedThroughput() == null) {
      throw AwsErrors.validation(
          INVALID + "ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
    }
  }

  private Table updated(Table table, UpdateTableRequest request) {
    var changed = withBilling(table, request);
    changed = withStream(changed, request);
    return request.hasGlobalSecondaryIndexUpdates()
        ? indexes.apply(
            changed, request.globalSecondaryIndexUpdates(), request.attributeDefinitions())
        : changed;
  }

  private Table withBilling(Table table, UpdateTableRequest request) {
    var settings = table.settings();
    var perRequest =
        request.billingMode() == null
            ? table.throughput() == null
            : request.billingMode() == BillingMode.PAY_PER_REQUEST;
    var given = request.provisionedThroughput();
    if (given != null && perRequest) {
      throw AwsErrors.validation(
          INVALID
              + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode"
              + " is PAY_PER_REQUEST");
    }
    var throughput =
        given == null ? perRequest ? null : table.throughput() : TableRules.checked(given);
    if (given != null
        && Objects.equals(throughput, table.throughput())
        && isThroughputAlone(request)) {
      throw AwsErrors.validation(
          "The provisioned throughput for the table will not change. The requested value equals the"
              + " current value. Current ReadCapacityUnits provisioned for the table: "
              + given.readCapacityUnits()
              + ". Requested ReadCapacityUnits: "
              + given.readCapacityUnits()
              + ". Current WriteCapacityUnits provisioned for the table: "
              + given.writeCapacityUnits()
              + ". Requested WriteCapacityUnits: "
              + given.writeCapacityUnits()
              + ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to"
              + " request higher limits.");
    }
    var since = settings.paidPerRequestSince();
    return table.with(
        throughput,
        new Table.Settings(
            request.deletionProtectionEnabled() == null
                ? settings.deletionProtected()
                : request.deletionProtectionEnabled(),
            request.tableClass() == null ? settings.tableClass() : request.tableClassAsString(),
            throughput == null && table.throughput() != null
                ? Long.valueOf(clock.millis())
                : since));
  }

  private static boolean isThroughputAlone(UpdateTableRequest request) {
    return request.billingMode() == null
        && request.streamSpecification() == null
        && request.globalSecondaryIndexUpdates().isEmpty();
  }

  private Table withStream(Table table, UpdateTableRequest request) {
    if (request.streamSpecification() == null) {
      return table;
    }
    var viewType = TableRules.viewType(request.streamSpecification());
    if (viewType == null) {
      if (table.stream() == null) {
        throw AwsErrors.validation("Table is already without a stream: TableName: " + table.name());
      }
      return streams.off(table);
    }
    if (table.stream() != null) {
      throw AwsErrors.validation("Table already has an enabled stream: TableName: " + table.name());
    }
    return streams.on(table, viewType);
  }
}
