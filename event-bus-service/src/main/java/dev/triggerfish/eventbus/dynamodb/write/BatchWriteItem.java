package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.access.ItemContext;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import dev.triggerfish.eventbus.dynamodb.row.Change;
import dev.triggerfish.eventbus.dynamodb.row.RowKey;
import dev.triggerfish.eventbus.dynamodb.row.Write;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Puts and deletes up to 25 items, each for itself. */
final class BatchWriteItem implements OperationGroup {

  private static final int MOST = 25;
  private static final Precondition NONE = new Precondition(null, false);

  private final Tables tables;
  private final UnitWrites writes;
  private final Authorizer authorizer;

  BatchWriteItem(Tables tables, UnitWrites writes, Authorizer authorizer) {
    this.tables = tables;
    this.writes = writes;
    this.authorizer = authorizer;
  }

  /**
   * Each table is authorized for itself. See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">AWS</a>.
   */
  @AwsOperation(
      action = AwsOperation.NO_PERMISSION,
      acts = {"RequestItems", "ReturnConsumedCapacity", "ReturnItemCollectionMetrics"})
  BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request, Caller caller) {
    var checked = new LinkedHashMap<String, List<WriteRequest>>();
    request
        .requestItems()
        .forEach(
            (name, items) ->
                checked.put(name, items.stream().map(BatchWriteItem::checked).toList()));
    requireFew(request);
    checked.forEach(
        (name, items) -> authorize(name, items, request.returnConsumedCapacity(), caller));
    var all = writes.write(() -> writes(checked, caller));
    var byTable = new LinkedHashMap<String, List<Change>>();
    var changes = all.iterator();
    checked.forEach(
        (name, items) -> {
          var ofTable = new ArrayList<Change>();
          items.forEach(_ -> ofTable.add(changes.next()));
          byTable.put(name, ofTable);
        });
    return BatchWriteItemResponse.builder()
        .unprocessedItems(Map.of())
        .consumedCapacity(consumed(request, byTable))
        .itemCollectionMetrics(metrics(request, byTable))
        .build();
  }

  private void authorize(
      String tableName,
      List<WriteRequest> items,
      @Nullable ReturnConsumedCapacity returned,
      Caller caller) {
    var name = Tables.TableName.of(tableName, caller);
    var table = tables.find(name);
    var context = new ItemContext().with("dynamodb:returnconsumedcapacity", returned);
    for (var item : items) {
      var written =
          item.putRequest() == null ? item.deleteRequest().key() : item.putRequest().item();
      context.attributes(written.keySet());
      if (table != null) {
        context.leadingKey(table, written);
      }
    }
    authorizer.require(caller, "dynamodb:BatchWriteItem", name.arn(), context.keys());
  }

  private static void requireFew(BatchWriteItemRequest request) {
    var count = request.requestItems().values().stream().mapToInt(List::size).sum();
    if (count > MOST) {
      throw AwsErrors.validation("Too many items requested for the BatchWriteItem call");
    }
  }

  private static WriteRequest checked(WriteRequest item) {
    if (item.putRequest() != null && item.deleteRequest() == null) {
      var put = ValueCheck.item(item.putRequest().item());
      PutItem.requireSize(put);
      return WriteRequest.builder().putRequest(p -> p.item(put)).build();
    }
    if (item.deleteRequest() != null && item.putRequest() == null) {
      var key = ValueCheck.item(item.deleteRequest().key());
      return WriteRequest.builder().deleteRequest(d -> d.key(key)).build();
    }
    throw AwsErrors.validation(
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
            + " supported datatypes");
  }

  private List<Write> writes(Map<String, List<WriteRequest>> items, Caller caller) {
    var all = new ArrayList<Write>();
    var keys = new HashSet<RowKey>();
    items.forEach(
        (name, requests) -> {
          var table = tables.ofItems(name, caller);
          for (var item : requests) {
            var write =
                item.putRequest() == null
                    ? DeleteItem.write(table, item.deleteRequest().key(), NONE)
                    : PutItem.write(table, item.putRequest().item(), NONE);
            if (!keys.add(write.key())) {
              throw AwsErrors.validation("Provided list of item keys contains duplicates");
            }
            all.add(write);
          }
        });
    return all;
  }

  private static @Nullable List<ConsumedCapacity> consumed(
      BatchWriteItemRequest request, Map<String, List<Change>> byTable) {
    var consumed = new ArrayList<ConsumedCapacity>();
    byTable.forEach(
        (name, changes) -> {
          var capacity = WriteCapacity.of(name, changes, request.returnConsumedCapacity(), 1);
          if (capacity != null) {
            consumed.add(capacity);
          }
        });
    return consumed.isEmpty() ? null : consumed;
  }

  private static @Nullable Map<String, List<ItemCollectionMetrics>> metrics(
      BatchWriteItemRequest request, Map<String, List<Change>> byTable) {
    var metrics = new LinkedHashMap<String, List<ItemCollectionMetrics>>();
    byTable.forEach(
        (name, changes) ->
            changes.forEach(
                change -> {
                  var item = change.after() == null ? change.before() : change.after();
                  var one =
                      item == null
                          ? null
                          : CollectionMetrics.of(
                              change.table(), item, request.returnItemCollectionMetrics());
                  if (one != null) {
                    metrics.computeIfAbsent(name, _ -> new ArrayList<>()).add(one);
                  }
                }));
    return metrics.isEmpty() ? null : metrics;
  }
}
