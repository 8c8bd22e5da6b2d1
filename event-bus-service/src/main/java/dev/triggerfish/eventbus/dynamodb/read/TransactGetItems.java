package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.access.ItemContext;
import dev.triggerfish.eventbus.dynamodb.item.ItemSize;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import dev.triggerfish.eventbus.dynamodb.row.ItemKeys;
import dev.triggerfish.eventbus.dynamodb.row.ItemRows;
import dev.triggerfish.eventbus.dynamodb.row.RowKey;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;

/** Reads up to 100 items as of one moment. */
final class TransactGetItems implements OperationGroup {

  private static final int FACTOR = 2;
  private static final long MOST_BYTES = 4 * 1_024 * 1_024;

  private final Tables tables;
  private final ItemRows rows;
  private final Authorizer authorizer;

  TransactGetItems(Tables tables, ItemRows rows, Authorizer authorizer) {
    this.tables = tables;
    this.rows = rows;
    this.authorizer = authorizer;
  }

  private record Asked(String tableName, RowKey key, ItemProjection projection) {}

  /**
   * Each item is authorized for itself. See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html">AWS</a>.
   */
  @AwsOperation(
      action = AwsOperation.NO_PERMISSION,
      acts = {"TransactItems", "ReturnConsumedCapacity"})
  TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request, Caller caller) {
    var asked =
        request.transactItems().stream()
            .map(item -> asked(item.get(), request.returnConsumedCapacity(), caller))
            .toList();
    var read = rows.find(asked.stream().map(Asked::key).distinct().toList());
    var responses = new ArrayList<ItemResponse>();
    var units = new LinkedHashMap<String, Double>();
    var bytes = 0L;
    for (var one : asked) {
      var row = read.get(one.key);
      var item = row == null ? null : row.item();
      var size = item == null ? 0 : ItemSize.of(item);
      bytes += size;
      units.merge(one.tableName, FACTOR * ReadCapacity.units(size, true), Double::sum);
      responses.add(
          item == null
              ? ItemResponse.builder().build()
              : ItemResponse.builder().item(one.projection.of(item)).build());
    }
    if (bytes > MOST_BYTES) {
      throw AwsErrors.validation(
          "The aggregate size of the items in the transaction exceeds the limit of 4 MB");
    }
    return TransactGetItemsResponse.builder()
        .responses(responses)
        .consumedCapacity(consumed(request, units))
        .build();
  }

  private static List<ConsumedCapacity> consumed(
      TransactGetItemsRequest request, Map<String, Double> units) {
    return units.entrySet().stream()
        .map(
            entry ->
                ReadCapacity.of(
                    entry.getKey(), null, entry.getValue(), request.returnConsumedCapacity()))
        .filter(Objects::nonNull)
        .toList();
  }

  private Asked asked(Get get, @Nullable ReturnConsumedCapacity returned, Caller caller) {
    var key = ValueCheck.item(get.key());
    var projection =
        ItemProjection.alone(
            get.projectionExpression(),
            get.hasExpressionAttributeNames(),
            get.expressionAttributeNames(),
            false,
            List.of());
    var name = Tables.TableName.of(get.tableName(), caller);
    var table = tables.find(name);
    var context =
        new ItemContext()
            .attributes(projection.parts())
            .attributes(key.keySet())
            .with("dynamodb:select", Selection.of(projection))
            .with("dynamodb:returnconsumedcapacity", returned)
            .with("dynamodb:enclosingoperation", "TransactGetItems");
    if (table != null) {
      context.leadingKey(table, key);
    }
    authorizer.require(caller, "dynamodb:GetItem", name.arn(), context.keys());
    return new Asked(
        get.tableName(), ItemKeys.ofKey(tables.ofItems(get.tableName(), caller), key), projection);
  }
}
