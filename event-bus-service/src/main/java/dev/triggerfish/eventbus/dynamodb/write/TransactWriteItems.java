package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.row.Change;
import dev.triggerfish.eventbus.dynamodb.row.ClientToken;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Writes up to 100 items, all or none. */
final class TransactWriteItems implements OperationGroup {

  private final Tables tables;
  private final ItemWrites writes;
  private final Authorizer authorizer;

  TransactWriteItems(Tables tables, ItemWrites writes, Authorizer authorizer) {
    this.tables = tables;
    this.writes = writes;
    this.authorizer = authorizer;
  }

  /**
   * Each write is authorized for itself. See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">AWS</a>.
   */
  @AwsOperation(
      action = AwsOperation.NO_PERMISSION,
      acts = {
        "TransactItems",
        "ReturnConsumedCapacity",
        "ReturnItemCollectionMetrics",
        "ClientRequestToken"
      })
  TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request, Caller caller) {
    var actions = request.transactItems().stream().map(TransactAction::of).toList();
    actions.forEach(action -> authorize(action, request.returnConsumedCapacity(), caller));
    var token = token(request, caller);
    var written =
        writes.transact(
            actions.stream()
                .map(action -> new ItemWrites.Intent(action.tableName(), action.writer()))
                .toList(),
            token,
            caller);
    return TransactWriteItemsResponse.builder()
        .consumedCapacity(written.consumed(request.returnConsumedCapacity()))
        .itemCollectionMetrics(metrics(request, written.byTable()))
        .build();
  }

  private void authorize(
      TransactAction action, @Nullable ReturnConsumedCapacity returned, Caller caller) {
    var name = Tables.TableName.of(action.tableName(), caller);
    var table = tables.find(name);
    var context =
        action
            .context()
            .with("dynamodb:enclosingoperation", "TransactWriteItems")
            .with("dynamodb:returnconsumedcapacity", returned);
    if (table != null) {
      context.leadingKey(table, action.key());
    }
    authorizer.require(caller, action.permission(), name.arn(), context.keys());
  }

  private static @Nullable ClientToken token(TransactWriteItemsRequest request, Caller caller) {
    var token = request.clientRequestToken();
    return token == null ? null : ItemWrites.token(token, request.transactItems(), caller);
  }

  private static @Nullable Map<String, List<ItemCollectionMetrics>> metrics(
      TransactWriteItemsRequest request, Map<String, List<Change>> byTable) {
    var metrics = new LinkedHashMap<String, List<ItemCollectionMetrics>>();
    byTable.forEach(
        (name, changes) -> {
          for (var change : changes) {
            var item = change.after() == null ? change.before() : change.after();
            var one =
                item == null
                    ? null
                    : CollectionMetrics.of(
                        change.table(), item, request.returnItemCollectionMetrics());
            if (one != null) {
              metrics.computeIfAbsent(name, _ -> new ArrayList<>()).add(one);
            }
          }
        });
    return metrics.isEmpty() ? null : metrics;
  }
}
