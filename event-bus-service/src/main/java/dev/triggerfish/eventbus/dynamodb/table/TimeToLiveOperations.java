package dev.triggerfish.eventbus.dynamodb.table;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/** Switches the expiry of items on and off. */
final class TimeToLiveOperations implements OperationGroup {

  private final TableStore store;
  private final Tables tables;
  private final TableRows rows;

  TimeToLiveOperations(TableStore store, Tables tables, TableRows rows) {
    this.store = store;
    this.tables = tables;
    this.rows = rows;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:UpdateTimeToLive",
      resource = "table/{TableName}",
      acts = {"TableName", "TimeToLiveSpecification"})
  UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request, Caller caller) {
    var name = Tables.TableName.of(request.tableName(), caller);
    var wanted = request.timeToLiveSpecification();
    tables.existing(name);
    tables.change(
        name,
        table ->
            wanted.enabled()
                ? on(table, wanted.attributeName())
                : off(table, wanted.attributeName()));
    if (wanted.enabled()) {
      rows.fill();
    } else {
      rows.sweep();
    }
    return UpdateTimeToLiveResponse.builder().timeToLiveSpecification(wanted).build();
  }

  private Table on(Table table, String attribute) {
    if (table.timeToLive() != null) {
      throw AwsErrors.validation("TimeToLive is already enabled");
    }
    return table.with(new TimeToLive(attribute, store.nextPrefix(), false));
  }

  private static Table off(Table table, String attribute) {
    var present = table.timeToLive();
    if (present == null) {
      throw AwsErrors.validation("TimeToLive is already disabled");
    }
    if (!present.attribute().equals(attribute)) {
      throw AwsErrors.validation(
          "TimeToLive is active on a different AttributeName: current AttributeName is "
              + present.attribute());
    }
    return table.with((TimeToLive) null);
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:DescribeTimeToLive",
      resource = "table/{TableName}",
      acts = {"TableName"})
  DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request, Caller caller) {
    var present = tables.existing(Tables.TableName.of(request.tableName(), caller)).timeToLive();
    return DescribeTimeToLiveResponse.builder()
        .timeToLiveDescription(
            t -> {
              if (present == null) {
                t.timeToLiveStatus(TimeToLiveStatus.DISABLED);
              } else {
                t.timeToLiveStatus(TimeToLiveStatus.ENABLED).attributeName(present.attribute());
              }
            })
        .build();
  }
}
