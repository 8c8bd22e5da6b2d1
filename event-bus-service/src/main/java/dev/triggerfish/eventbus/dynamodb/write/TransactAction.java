package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.access.ItemContext;
import dev.triggerfish.eventbus.dynamodb.expression.Expressions;
import dev.triggerfish.eventbus.dynamodb.expression.Placeholders;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import dev.triggerfish.eventbus.dynamodb.row.Write;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * One write of a transaction, with its expressions read.
 *
 * @param tableName as the request names it
 * @param permission that it needs, such as {@code dynamodb:PutItem}
 * @param key of the item, or the item
 * @param attributes that it writes or looks at, for policies
 * @param writer makes the write for the table
 */
record TransactAction(
    String tableName,
    String permission,
    Map<String, AttributeValue> key,
    UnaryOperator<ItemContext> attributes,
    Function<Table, Write> writer) {

  static TransactAction of(TransactWriteItem item) {
    var given = 0;
    given += item.conditionCheck() == null ? 0 : 1;
    given += item.put() == null ? 0 : 1;
    given += item.delete() == null ? 0 : 1;
    given += item.update() == null ? 0 : 1;
    if (given != 1) {
      throw AwsErrors.validation(
          "TransactItems can only contain one of Check, Put, Update or Delete");
    }
    if (item.put() != null) {
      return put(item.put());
    }
    if (item.delete() != null) {
      return delete(item.delete());
    }
    return item.update() == null ? check(item.conditionCheck()) : update(item.update());
  }

  /** What policies may ask for. */
  ItemContext context() {
    return attributes.apply(new ItemContext().attributes(key.keySet()));
  }

  private static TransactAction put(Put put) {
    var item = ValueCheck.item(put.item());
    PutItem.requireSize(item);
    var placeholders =
        Placeholders.of(
            put.hasExpressionAttributeNames(),
            put.expressionAttributeNames(),
            put.hasExpressionAttributeValues(),
            put.expressionAttributeValues());
    var precondition =
        Precondition.of(
            put.conditionExpression(),
            null,
            placeholders,
            put.returnValuesOnConditionCheckFailure());
    placeholders.requireAllUsed();
    return new TransactAction(
        put.tableName(),
        "dynamodb:PutItem",
        item,
        context -> context.attributes(precondition.condition()),
        table -> PutItem.write(table, item, precondition));
  }

  private static TransactAction delete(Delete delete) {
    var key = ValueCheck.item(delete.key());
    var placeholders =
        Placeholders.of(
            delete.hasExpressionAttributeNames(),
            delete.expressionAttributeNames(),
            delete.hasExpressionAttributeValues(),
            delete.expressionAttributeValues());
    var precondition =
        Precondition.of(
            delete.conditionExpression(),
            null,
            placeholders,
            delete.returnValuesOnConditionCheckFailure());
    placeholders.requireAllUsed();
    return new TransactAction(
        delete.tableName(),
        "dynamodb:DeleteItem",
        key,
        context -> context.attributes(precondition.condition()),
        table -> DeleteItem.write(table, key, precondition));
  }

  private static TransactAction update(Update update) {
    var key = ValueCheck.item(update.key());
    var placeholders =
        Placeholders.of(
            update.hasExpressionAttributeNames(),
            update.expressionAttributeNames(),
            update.hasExpressionAttributeValues(),
            update.expressionAttributeValues());
    var read = Expressions.update(update.updateExpression(), placeholders);
    var precondition =
        Precondition.of(
            update.conditionExpression(),
            null,
            placeholders,
            update.returnValuesOnConditionCheckFailure());
    placeholders.requireAllUsed();
    return new TransactAction(
        update.tableName(),
        "dynamodb:UpdateItem",
        key,
        context -> context.attributes(precondition.condition()).attributes(read),
        table -> new ItemUpdate(read, precondition).write(table, key));
  }

  private static TransactAction check(ConditionCheck check) {
    var key = ValueCheck.item(check.key());
    var placeholders =
        Placeholders.of(
            check.hasExpressionAttributeNames(),
            check.expressionAttributeNames(),
            check.hasExpressionAttributeValues(),
            check.expressionAttributeValues());
    var precondition =
        Precondition.of(
            check.conditionExpression(),
            null,
            placeholders,
            check.returnValuesOnConditionCheckFailure());
    placeholders.requireAllUsed();
    return new TransactAction(
        check.tableName(),
        "dynamodb:ConditionCheckItem",
        key,
        context -> context.attributes(precondition.condition()),
        table -> precondition.check(table, key));
  }
}
