package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.expression.ParameterStyles;
import dev.triggerfish.eventbus.dynamodb.expression.ParameterStyles.Parameter;
import dev.triggerfish.eventbus.dynamodb.item.ItemSize;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import dev.triggerfish.eventbus.dynamodb.row.ItemKeys;
import dev.triggerfish.eventbus.dynamodb.row.ItemRows;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Reads an item by its key. Reads are always consistent; what is not asked to be costs half. */
final class GetItem implements OperationGroup {

  private final Tables tables;
  private final ItemRows rows;
  private final ReadMeter meter;

  GetItem(Tables tables, ItemRows rows, ReadMeter meter) {
    this.tables = tables;
    this.rows = rows;
    this.meter = meter;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:GetItem",
      resource = "table/{TableName}",
      acts = {
        "TableName",
        "Key",
        "AttributesToGet",
        "ConsistentRead",
        "ReturnConsumedCapacity",
        "ProjectionExpression",
        "ExpressionAttributeNames"
      })
  GetItemResponse getItem(GetItemRequest request, Caller caller) {
    ParameterStyles.of(
            List.of(new Parameter("ProjectionExpression", request.projectionExpression() != null)),
            List.of(new Parameter("AttributesToGet", request.hasAttributesToGet())))
        .requireUseFor(request.hasExpressionAttributeNames(), false);
    var key = ValueCheck.item(request.key());
    var projection =
        ItemProjection.alone(
            request.projectionExpression(),
            request.hasExpressionAttributeNames(),
            request.expressionAttributeNames(),
            request.hasAttributesToGet(),
            request.attributesToGet());
    var table = tables.ofItems(request.tableName(), caller);
    var row = rows.find(ItemKeys.ofKey(table, key));
    var item = row == null ? null : row.item();
    var units = ReadCapacity.units(item == null ? 0 : ItemSize.of(item), request.consistentRead());
    return GetItemResponse.builder()
        .item(item == null ? null : projection.of(item))
        .consumedCapacity(
            meter.consumed(
                table, request.tableName(), null, units, request.returnConsumedCapacity()))
        .build();
  }
}
