package dev.triggerfish.eventbus.dynamodb.expression;

import dev.triggerfish.eventbus.dynamodb.expression.Condition.And;
import dev.triggerfish.eventbus.dynamodb.expression.Condition.BeginsWith;
import dev.triggerfish.eventbus.dynamodb.expression.Condition.Between;
import dev.triggerfish.eventbus.dynamodb.expression.Condition.Comparator;
import dev.triggerfish.eventbus.dynamodb.expression.Condition.Comparison;
import dev.triggerfish.eventbus.dynamodb.expression.Condition.Contains;
import dev.triggerfish.eventbus.dynamodb.expression.Condition.Exists;
import dev.triggerfish.eventbus.dynamodb.expression.Condition.HasType;
import dev.triggerfish.eventbus.dynamodb.expression.Condition.In;
import dev.triggerfish.eventbus.dynamodb.expression.Condition.Not;
import dev.triggerfish.eventbus.dynamodb.expression.Condition.NotExists;
import dev.triggerfish.eventbus.dynamodb.expression.Condition.Or;
import dev.triggerfish.eventbus.dynamodb.item.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Evaluates conditions. Whatever is missing from the item equals nothing and is greater or less
 * than nothing, so that {@code <>} alone is true of it.
 */
public final class Conditions {

  private Conditions() {}

  /** Whether a condition holds for an item; an item that does not exist is an empty one. */
  public static boolean hold(Condition condition, Map<String, AttributeValue> item) {
    return switch (condition) {
      case And(var left, var right) -> hold(left, item) && hold(right, item);
      case Or(var left, var right) -> hold(left, item) || hold(right, item);
      case Not(var negated) -> !hold(negated, item);
      case Comparison(var left, var comparator, var right) ->
          compares(value(left, item), comparator, value(right, item));
      case Between(var operand, var lower, var upper) -> {
        var value = value(operand, item);
        yield compares(value, Comparator.GREATER_OR_EQUAL, value(lower, item))
            && compares(value, Comparator.LESS_OR_EQUAL, value(upper, item));
      }
      case In(var operand, var among) -> {
        var value = value(operand, item);
        yield among.stream()
            .anyMatch(other -> compares(value, Comparator.EQUAL, value(other, item)));
      }
      case Exists(var path) -> path.in(item) != null;
      case NotExists(var path) -> path.in(item) == null;
      case HasType(var operand, var type) -> {
        var value = value(operand, item);
        var name = value(type, item);
        yield value != null && name != null && Values.typeName(value).equals(name.s());
      }
      case BeginsWith(var operand, var prefix) -> {
        var value = value(operand, item);
        var start = value(prefix, item);
        yield value != null && start != null && Values.beginsWith(value, start);
      }
      case Contains(var operand, var part) -> {
        var value = value(operand, item);
        var sought = value(part, item);
        yield value != null && sought != null && Values.contains(value, sought);
      }
    };
  }

  private static boolean compares(
      @Nullable AttributeValue left, Comparator comparator, @Nullable AttributeValue right) {
    if (left == null || right == null) {
      return comparator == Comparator.NOT_EQUAL;
    }
    return switch (comparator) {
      case EQUAL -> Values.areEqual(left, right);
      case NOT_EQUAL -> !Values.areEqual(left, right);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          isOrdered(Values.compare(left, right), comparator);
    };
  }

  private static boolean isOrdered(@Nullable Integer order, Comparator comparator) {
    if (order == null) {
      return false;
    }
    return switch (comparator) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case EQUAL, NOT_EQUAL -> throw new IllegalArgumentException("Needs no order");
    };
  }

  private static @Nullable AttributeValue value(Operand operand, Map<String, AttributeValue> item) {
    return switch (operand) {
      case Operand.At(var path) -> path.in(item);
      case Operand.Given(_, var value) -> value;
      case Operand.Size(var of) -> {
        var value = value(of, item);
        var size = value == null ? null : Values.size(value);
        yield size == null ? null : AttributeValue.fromN(size.toString());
      }
    };
  }
}
