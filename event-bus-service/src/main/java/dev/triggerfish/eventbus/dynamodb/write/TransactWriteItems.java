package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.row.Change;
import dev.triggerfish.eventbus.dynamodb.row.ClientToken;
import dev.triggerfish.eventbus.dynamodb.row.RowKey;
import dev.triggerfish.eventbus.dynamodb.row.Write;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Writes up to 100 items, all or none. */
final class TransactWriteItems implements OperationGroup {

  private static final int FACTOR = 2;

  private final Tables tables;
  private final UnitWrites writes;
  private final Authorizer authorizer;

  TransactWriteItems(Tables tables, UnitWrites writes, Authorizer authorizer) {
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
    var result = writes.transact(() -> writes(actions, caller), token);
    var byTable = new LinkedHashMap<String, List<Change>>();
    for (var i = 0; i < result.changes().size(); i++) {
      byTable
          .computeIfAbsent(actions.get(i).tableName(), _ -> new ArrayList<>())
          .add(result.changes().get(i));
    }
    return TransactWriteItemsResponse.builder()
        .consumedCapacity(consumed(request, byTable, result.isReplay()))
        .itemCollectionMetrics(metrics(request, byTable))
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

  private List<Write> writes(List<TransactAction> actions, Caller caller) {
    var all = new ArrayList<Write>(actions.size());
    var keys = new HashSet<RowKey>();
    for (var action : actions) {
      var write = action.write(tables.ofItems(action.tableName(), caller));
      if (!keys.add(write.key())) {
        throw AwsErrors.validation(
            "Transaction request cannot include multiple operations on one item");
      }
      all.add(write);
    }
    return all;
  }

  private static @Nullable ClientToken token(TransactWriteItemsRequest request, Caller caller) {
    var token = request.clientRequestToken();
    return token == null
        ? null
        : new ClientToken(
            caller.accountId(), caller.region(), token, RequestDigest.of(request.transactItems()));
  }

  private static @Nullable List<ConsumedCapacity> consumed(
      TransactWriteItemsRequest request, Map<String, List<Change>> byTable, boolean isReplay) {
    var wanted = request.returnConsumedCapacity();
    var consumed = new ArrayList<ConsumedCapacity>();
    byTable.forEach(
        (name, changes) -> {
          var capacity =
              isReplay
                  ? WriteCapacity.ofReplay(name, changes, wanted, FACTOR)
                  : WriteCapacity.of(name, changes, wanted, FACTOR);
          if (capacity != null) {
            consumed.add(capacity);
          }
        });
    return consumed.isEmpty() ? null : consumed;
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
