package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.expression.LegacyConditions;
import dev.triggerfish.eventbus.dynamodb.expression.ParameterStyles;
import dev.triggerfish.eventbus.dynamodb.expression.ParameterStyles.Parameter;
import dev.triggerfish.eventbus.dynamodb.expression.Placeholders;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import dev.triggerfish.eventbus.dynamodb.row.ItemKeys;
import dev.triggerfish.eventbus.dynamodb.row.Write;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Deletes an item, if there is one. */
final class DeleteItem implements OperationGroup {

  private final SingleWrites writes;

  DeleteItem(SingleWrites writes) {
    this.writes = writes;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:DeleteItem",
      resource = "table/{TableName}",
      acts = {
        "TableName",
        "Key",
        "Expected",
        "ReturnValues",
        "ReturnConsumedCapacity",
        "ReturnItemCollectionMetrics",
        "ConditionalOperator",
        "ConditionExpression",
        "ExpressionAttributeNames",
        "ExpressionAttributeValues",
        "ReturnValuesOnConditionCheckFailure"
      })
  DeleteItemResponse deleteItem(DeleteItemRequest request, Caller caller) {
    ParameterStyles.of(
            List.of(new Parameter("ConditionExpression", request.conditionExpression() != null)),
            List.of(
                new Parameter("Expected", request.hasExpected()),
                new Parameter("ConditionalOperator", request.conditionalOperator() != null)))
        .requireUseFor(
            request.hasExpressionAttributeNames(), request.hasExpressionAttributeValues());
    var key = ValueCheck.item(request.key());
    PutItem.requireOldOrNone(request.returnValues());
    var precondition = precondition(request);
    var change =
        writes.write(request.tableName(), caller, table -> write(table, key, precondition));
    var response =
        DeleteItemResponse.builder()
            .consumedCapacity(
                WriteCapacity.of(
                    request.tableName(), List.of(change), request.returnConsumedCapacity(), 1))
            .itemCollectionMetrics(
                CollectionMetrics.of(change.table(), key, request.returnItemCollectionMetrics()));
    if (request.returnValues() == ReturnValue.ALL_OLD && change.before() != null) {
      response.attributes(change.before());
    }
    return response.build();
  }

  static Write write(Table table, Map<String, AttributeValue> key, Precondition precondition) {
    return new Write(
        table,
        ItemKeys.ofKey(table, key),
        before -> {
          precondition.require(before);
          return new Write.Effect.Delete();
        });
  }

  private static Precondition precondition(DeleteItemRequest request) {
    var legacy = LegacyConditions.expected(request.expected(), request.conditionalOperator());
    var placeholders =
        Placeholders.of(
            request.hasExpressionAttributeNames(),
            request.expressionAttributeNames(),
            request.hasExpressionAttributeValues(),
            request.expressionAttributeValues());
    var precondition =
        Precondition.of(
            request.conditionExpression(),
            legacy,
            placeholders,
            request.returnValuesOnConditionCheckFailure());
    placeholders.requireAllUsed();
    return precondition;
  }
}
