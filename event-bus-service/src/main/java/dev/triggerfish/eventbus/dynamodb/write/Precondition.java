package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.eventbus.dynamodb.expression.Condition;
import dev.triggerfish.eventbus.dynamodb.expression.Conditions;
import dev.triggerfish.eventbus.dynamodb.expression.Expressions;
import dev.triggerfish.eventbus.dynamodb.expression.Placeholders;
import dev.triggerfish.eventbus.dynamodb.row.ItemKeys;
import dev.triggerfish.eventbus.dynamodb.row.Write;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * What must hold of an item before it is written.
 *
 * @param condition null if anything may
 * @param tellsItem whether the error has the item as it is
 */
record Precondition(@Nullable Condition condition, boolean tellsItem) {

  /**
   * As a request has it.
   *
   * @param expression its condition expression, if any
   * @param legacy what its legacy parameters come to; null if it has none
   */
  static Precondition of(
      @Nullable String expression,
      @Nullable Condition legacy,
      Placeholders placeholders,
      @Nullable ReturnValuesOnConditionCheckFailure returned) {
    var condition =
        expression == null
            ? legacy
            : Expressions.condition("ConditionExpression", expression, placeholders);
    return new Precondition(condition, returned == ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  /**
   * Checks an item.
   *
   * @param item null if there is none
   * @throws ConditionalCheckFailedException if the condition does not hold
   */
  void require(@Nullable Map<String, AttributeValue> item) {
    if (condition != null && !Conditions.hold(condition, item == null ? Map.of() : item)) {
      throw ConditionalCheckFailedException.builder()
          .item(tellsItem ? item : null)
          .message("The conditional request failed")
          .writableStackTrace(false)
          .build();
    }
  }

  /** A write that changes nothing, and fails if the condition does not hold. */
  Write check(Table table, Map<String, AttributeValue> key) {
    return new Write(
        table,
        ItemKeys.ofKey(table, key),
        before -> {
          require(before);
          return new Write.Effect.Keep();
        });
  }
}
