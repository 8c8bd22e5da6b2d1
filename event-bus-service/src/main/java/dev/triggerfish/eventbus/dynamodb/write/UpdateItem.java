package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.expression.Expressions;
import dev.triggerfish.eventbus.dynamodb.expression.LegacyConditions;
import dev.triggerfish.eventbus.dynamodb.expression.LegacyUpdates;
import dev.triggerfish.eventbus.dynamodb.expression.ParameterStyles;
import dev.triggerfish.eventbus.dynamodb.expression.ParameterStyles.Parameter;
import dev.triggerfish.eventbus.dynamodb.expression.Placeholders;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Changes an item, or makes it. */
final class UpdateItem implements OperationGroup {

  private final SingleWrites writes;

  UpdateItem(SingleWrites writes) {
    this.writes = writes;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:UpdateItem",
      resource = "table/{TableName}",
      acts = {
        "TableName",
        "Key",
        "AttributeUpdates",
        "Expected",
        "ReturnValues",
        "ReturnConsumedCapacity",
        "ReturnItemCollectionMetrics",
        "ConditionalOperator",
        "UpdateExpression",
        "ConditionExpression",
        "ExpressionAttributeNames",
        "ExpressionAttributeValues",
        "ReturnValuesOnConditionCheckFailure"
      })
  UpdateItemResponse updateItem(UpdateItemRequest request, Caller caller) {
    ParameterStyles.of(
            List.of(
                new Parameter("UpdateExpression", request.updateExpression() != null),
                new Parameter("ConditionExpression", request.conditionExpression() != null)),
            List.of(
                new Parameter("AttributeUpdates", request.hasAttributeUpdates()),
                new Parameter("Expected", request.hasExpected()),
                new Parameter("ConditionalOperator", request.conditionalOperator() != null)))
        .requireUseFor(
            request.hasExpressionAttributeNames(), request.hasExpressionAttributeValues());
    var key = ValueCheck.item(request.key());
    var update = update(request);
    var change = writes.write(request.tableName(), caller, table -> update.write(table, key));
    var response =
        UpdateItemResponse.builder()
            .consumedCapacity(
                WriteCapacity.of(
                    request.tableName(), List.of(change), request.returnConsumedCapacity(), 1))
            .itemCollectionMetrics(
                CollectionMetrics.of(change.table(), key, request.returnItemCollectionMetrics()));
    var returned = ItemWrites.returned(request.returnValues(), update.update(), change);
    if (returned != null) {
      response.attributes(returned);
    }
    return response.build();
  }

  private static ItemUpdate update(UpdateItemRequest request) {
    var legacyUpdate = LegacyUpdates.of(request.attributeUpdates());
    var legacyCondition =
        LegacyConditions.expected(request.expected(), request.conditionalOperator());
    var placeholders =
        Placeholders.of(
            request.hasExpressionAttributeNames(),
            request.expressionAttributeNames(),
            request.hasExpressionAttributeValues(),
            request.expressionAttributeValues());
    var update =
        request.updateExpression() == null
            ? legacyUpdate
            : Expressions.update(request.updateExpression(), placeholders);
    var precondition =
        Precondition.of(
            request.conditionExpression(),
            legacyCondition,
            placeholders,
            request.returnValuesOnConditionCheckFailure());
    placeholders.requireAllUsed();
    return new ItemUpdate(update, precondition);
  }
}
