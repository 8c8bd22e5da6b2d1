package dev.triggerfish.eventbus.dynamodb.expression;

import java.util.List;

/**
 * Reads a request's expressions. Placeholders are shared by all of them, so {@link
 * Placeholders#requireAllUsed} comes last.
 */
public final class Expressions {

  private Expressions() {}

  /**
   * Reads a condition or a filter.
   *
   * @param parameter that holds it, such as {@code FilterExpression}
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code
   *     ValidationException}
   */
  public static Condition condition(
      String parameter, String expression, Placeholders placeholders) {
    return ConditionReader.read(parameter, expression, placeholders);
  }

  /** Reads an update expression. */
  public static Update update(String expression, Placeholders placeholders) {
    return UpdateReader.read(expression, placeholders);
  }

  /** Reads a projection expression. */
  public static Projection projection(String expression, Placeholders placeholders) {
    return Projection.read(expression, placeholders);
  }

  /** Reads a key condition expression: conditions on one or more key attributes, joined by AND. */
  public static List<KeyCondition> keyConditions(String expression, Placeholders placeholders) {
    return KeyCondition.read(expression, placeholders);
  }
}
