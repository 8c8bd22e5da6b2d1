package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.eventbus.dynamodb.expression.Condition;
import dev.triggerfish.eventbus.dynamodb.expression.Conditions;
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

  static Precondition of(
      @Nullable Condition condition, @Nullable ReturnValuesOnConditionCheckFailure returned) {
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
}
