package dev.triggerfish.eventbus.dynamodb.table;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Deletes tables. */
final class DeleteTable implements OperationGroup {

  private final Tables tables;
  private final TableDescriptions descriptions;
  private final StreamSwitch streams;
  private final TableRows rows;

  DeleteTable(Tables tables, TableDescriptions descriptions, StreamSwitch streams, TableRows rows) {
    this.tables = tables;
    this.descriptions = descriptions;
    this.streams = streams;
    this.rows = rows;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:DeleteTable",
      resource = "table/{TableName}",
      acts = {"TableName"})
  DeleteTableResponse deleteTable(DeleteTableRequest request, Caller caller) {
    var name = Tables.TableName.of(request.tableName(), caller);
    tables.existing(name);
    var table = tables.delete(name, this::last);
    rows.sweep();
    return DeleteTableResponse.builder()
        .tableDescription(descriptions.of(table, TableStatus.DELETING))
        .build();
  }

  private Table last(Table table) {
    if (table.settings().deletionProtected()) {
      throw AwsErrors.validation(
          "Resource cannot be deleted as it is currently protected against deletion. Disable"
              + " deletion protection first.");
    }
    return table.stream() == null ? table : streams.off(table);
  }
}
