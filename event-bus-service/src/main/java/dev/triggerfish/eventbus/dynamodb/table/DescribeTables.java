package dev.triggerfish.eventbus.dynamodb.table;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;

/** Says which tables there are and how they are. */
final class DescribeTables implements OperationGroup {

  private static final int PAGE = 100;

  private final TableStore store;
  private final Tables tables;
  private final TableDescriptions descriptions;

  DescribeTables(TableStore store, Tables tables, TableDescriptions descriptions) {
    this.store = store;
    this.tables = tables;
    this.descriptions = descriptions;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:DescribeTable",
      resource = "table/{TableName}",
      acts = {"TableName"})
  DescribeTableResponse describeTable(DescribeTableRequest request, Caller caller) {
    var table = tables.existing(Tables.TableName.of(request.tableName(), caller));
    return DescribeTableResponse.builder().table(descriptions.of(table)).build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:ListTables",
      acts = {"ExclusiveStartTableName", "Limit"})
  ListTablesResponse listTables(ListTablesRequest request, Caller caller) {
    var limit = request.limit() == null ? PAGE : request.limit();
    var after = request.exclusiveStartTableName() == null ? "" : request.exclusiveStartTableName();
    var names = store.list(caller.accountId(), caller.region(), after, limit + 1);
    var more = names.size() > limit;
    var page = more ? names.subList(0, limit) : names;
    return ListTablesResponse.builder()
        .tableNames(page)
        .lastEvaluatedTableName(more ? page.getLast() : null)
        .build();
  }
}
