package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.dynamodb.expression.LegacyConditions;
import dev.triggerfish.eventbus.dynamodb.expression.ParameterStyles;
import dev.triggerfish.eventbus.dynamodb.expression.ParameterStyles.Parameter;
import dev.triggerfish.eventbus.dynamodb.expression.Placeholders;
import dev.triggerfish.eventbus.dynamodb.item.ItemSize;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import dev.triggerfish.eventbus.dynamodb.row.ItemKeys;
import dev.triggerfish.eventbus.dynamodb.row.Write;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Puts an item, in the place of the one that has its key. */
final class PutItem implements OperationGroup {

  private final SingleWrites writes;

  PutItem(SingleWrites writes) {
    this.writes = writes;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html">AWS</a>.
   */
  @AwsOperation(
      action = "dynamodb:PutItem",
      resource = "table/{TableName}",
      acts = {
        "TableName",
        "Item",
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
  PutItemResponse putItem(PutItemRequest request, Caller caller) {
    ParameterStyles.of(
            List.of(new Parameter("ConditionExpression", request.conditionExpression() != null)),
            List.of(
                new Parameter("Expected", request.hasExpected()),
                new Parameter("ConditionalOperator", request.conditionalOperator() != null)))
        .requireUseFor(
            request.hasExpressionAttributeNames(), request.hasExpressionAttributeValues());
    var item = ValueCheck.item(request.item());
    requireOldOrNone(request.returnValues());
    requireSize(item);
    var precondition = precondition(request);
    var change =
        writes.write(request.tableName(), caller, table -> write(table, item, precondition));
    var response =
        PutItemResponse.builder()
            .consumedCapacity(
                WriteCapacity.of(
                    request.tableName(), List.of(change), request.returnConsumedCapacity(), 1))
            .itemCollectionMetrics(
                CollectionMetrics.of(change.table(), item, request.returnItemCollectionMetrics()));
    if (request.returnValues() == ReturnValue.ALL_OLD && change.before() != null) {
      response.attributes(change.before());
    }
    return response.build();
  }

  static Write write(Table table, Map<String, AttributeValue> item, Precondition precondition) {
    return new Write(
        table,
        ItemKeys.ofNewItem(table, item),
        before -> {
          precondition.require(before);
          return new Write.Effect.Put(item);
        });
  }

  static void requireOldOrNone(ReturnValue wanted) {
    if (wanted != null && wanted != ReturnValue.ALL_OLD && wanted != ReturnValue.NONE) {
      throw AwsErrors.validation("Return values set to invalid value");
    }
  }

  static void requireSize(Map<String, AttributeValue> item) {
    if (ItemSize.of(item) > ItemSize.LARGEST_ITEM) {
      throw AwsErrors.validation("Item size has exceeded the maximum allowed size");
    }
  }

  private static Precondition precondition(PutItemRequest request) {
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
