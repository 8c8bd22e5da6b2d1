package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.access.ItemContext;
import dev.triggerfish.eventbus.dynamodb.expression.ParameterStyles;
import dev.triggerfish.eventbus.dynamodb.expression.ParameterStyles.Parameter;
import dev.triggerfish.eventbus.dynamodb.item.ItemSize;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import dev.triggerfish.eventbus.dynamodb.row.ItemKeys;
import dev.triggerfish.eventbus.dynamodb.row.ItemRows;
import dev.triggerfish.eventbus.dynamodb.row.Row;
import dev.triggerfish.eventbus.dynamodb.row.RowKey;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Reads up to 100 items by their keys, and 16 MB at most; the rest comes back as unprocessed. */
final class BatchGetItem implements OperationGroup {

  private static final int MOST_KEYS = 100;
  private static final int AT_ONCE = 25;
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private final Tables tables;
  private final ItemRows rows;
  private final ReadMeter meter;
  private final Authorizer authorizer;

  BatchGetItem(Tables tables, ItemRows rows, ReadMeter meter, Authorizer authorizer) {
    this.tables = tables;
    this.rows = rows;
    this.meter = meter;
    this.authorizer = authorizer;
  }

  /** What is asked for of one table, with its expressions read. */
  private record Asked(
      KeysAndAttributes request,
      List<Map<String, AttributeValue>> keys,
      ItemProjection projection) {}

  /**
   * Each table is authorized for itself. See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">AWS</a>.
   */
  @AwsOperation(
      action = AwsOperation.NO_PERMISSION,
      acts = {"RequestItems", "ReturnConsumedCapacity"})
  BatchGetItemResponse batchGetItem(BatchGetItemRequest request, Caller caller) {
    var asked = new LinkedHashMap<String, Asked>();
    var count = 0;
    for (var entry : request.requestItems().entrySet()) {
      var one = asked(entry.getValue());
      asked.put(entry.getKey(), one);
      count += one.keys.size();
      if (count > MOST_KEYS) {
        throw AwsErrors.validation("Too many items requested for the BatchGetItem call");
      }
    }
    var answer = new Answer();
    for (var entry : asked.entrySet()) {
      read(entry.getKey(), entry.getValue(), request, caller, answer);
    }
    return BatchGetItemResponse.builder()
        .responses(answer.found)
        .unprocessedKeys(answer.unprocessed)
        .consumedCapacity(answer.consumed.isEmpty() ? null : answer.consumed)
        .build();
  }

  private static Asked asked(KeysAndAttributes request) {
    ParameterStyles.of(
            List.of(new Parameter("ProjectionExpression", request.projectionExpression() != null)),
            List.of(new Parameter("AttributesToGet", request.hasAttributesToGet())))
        .requireUseFor(request.hasExpressionAttributeNames(), false);
    var projection =
        ItemProjection.alone(
            request.projectionExpression(),
            request.hasExpressionAttributeNames(),
            request.expressionAttributeNames(),
            request.hasAttributesToGet(),
            request.attributesToGet());
    return new Asked(request, request.keys().stream().map(ValueCheck::item).toList(), projection);
  }

  private static final class Answer {
    private final Map<String, List<Map<String, AttributeValue>>> found = new LinkedHashMap<>();
    private final Map<String, KeysAndAttributes> unprocessed = new LinkedHashMap<>();
    private final List<ConsumedCapacity> consumed = new ArrayList<>();
    private long bytes;
  }

  private void read(
      String name, Asked asked, BatchGetItemRequest request, Caller caller, Answer answer) {
    var table = authorized(name, asked, request.returnConsumedCapacity(), caller);
    var keys = keys(table, asked.keys);
    var items = new ArrayList<Map<String, AttributeValue>>();
    var left = new ArrayList<Map<String, AttributeValue>>();
    var units = 0.0;
    Map<RowKey, Row> read = Map.of();
    var next = 0;
    for (var key : List.copyOf(keys.keySet())) {
      if (next % AT_ONCE == 0) {
        read = rows.find(keys.keySet().stream().skip(next).limit(AT_ONCE).toList());
      }
      next++;
      var row = read.get(key);
      var item = row == null ? null : row.item();
      var size = item == null ? 0 : ItemSize.of(item);
      if (answer.bytes + size > MOST_BYTES) {
        left.addAll(keys.values().stream().skip(next - 1L).toList());
        break;
      }
      answer.bytes += size;
      units += ReadCapacity.units(size, asked.request.consistentRead());
      if (item != null) {
        items.add(asked.projection.of(item));
      }
    }
    answer.found.put(name, items);
    if (!left.isEmpty()) {
      answer.unprocessed.put(name, asked.request.toBuilder().keys(left).build());
    }
    var capacity = meter.consumed(table, name, null, units, request.returnConsumedCapacity());
    if (capacity != null) {
      answer.consumed.add(capacity);
    }
  }

  private Table authorized(
      String name, Asked asked, @Nullable ReturnConsumedCapacity returned, Caller caller) {
    var table = tables.find(Tables.TableName.of(name, caller));
    var context =
        new ItemContext()
            .attributes(asked.projection.parts())
            .with("dynamodb:select", Selection.of(asked.projection))
            .with("dynamodb:returnconsumedcapacity", returned);
    for (var key : asked.keys) {
      context.attributes(key.keySet());
      if (table != null) {
        context.leadingKey(table, key);
      }
    }
    authorizer.require(
        caller, "dynamodb:BatchGetItem", Tables.TableName.of(name, caller).arn(), context.keys());
    return tables.ofItems(name, caller);
  }

  private static Map<RowKey, Map<String, AttributeValue>> keys(
      Table table, List<Map<String, AttributeValue>> keys) {
    var byRow = new LinkedHashMap<RowKey, Map<String, AttributeValue>>();
    for (var key : keys) {
      if (byRow.put(ItemKeys.ofKey(table, key), key) != null) {
        throw AwsErrors.validation("Provided list of item keys contains duplicates");
      }
    }
    return byRow;
  }
}
