package dev.triggerfish.eventbus.dynamodb.expression;

import dev.triggerfish.aws.error.AwsErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;

/**
 * A condition on one attribute of a key.
 *
 * @param attribute its name
 * @param operator {@code EQ}, {@code LT}, {@code LE}, {@code GT}, {@code GE}, {@code BETWEEN} or
 *     {@code BEGINS_WITH}
 * @param values two for {@code BETWEEN}, else one
 */
public record KeyCondition(
    String attribute, ComparisonOperator operator, List<AttributeValue> values) {

  private static final String PARAMETER = "KeyConditionExpression";

  static List<KeyCondition> read(String expression, Placeholders placeholders) {
    var conditions = new ArrayList<KeyCondition>();
    collect(Expressions.condition(PARAMETER, expression, placeholders), conditions);
    var attributes = new HashSet<String>();
    for (var condition : conditions) {
      if (!attributes.add(condition.attribute)) {
        throw AwsErrors.validation(
            "KeyConditionExpressions must only contain one condition per key");
      }
    }
    return conditions;
  }

  /** A condition as one on an attribute of a key; null if it cannot be one. */
  public static @Nullable KeyCondition from(Condition condition) {
    return switch (condition) {
      case Condition.Comparison(
              Operand.At(var path),
              var comparator,
              Operand.Given(_, var value)) ->
          from(path, operator(comparator), List.of(value));
      case Condition.Comparison(
              Operand.Given(_, var value),
              var comparator,
              Operand.At(var path)) ->
          from(path, turned(operator(comparator)), List.of(value));
      case Condition.Between(
              Operand.At(var path),
              Operand.Given(_, var lower),
              Operand.Given(_, var upper)) ->
          from(path, ComparisonOperator.BETWEEN, List.of(lower, upper));
      case Condition.BeginsWith(Operand.At(var path), Operand.Given(_, var prefix)) ->
          from(path, ComparisonOperator.BEGINS_WITH, List.of(prefix));
      default -> null;
    };
  }

  private static @Nullable KeyCondition from(
      Path path, ComparisonOperator operator, List<AttributeValue> values) {
    return path.isAttribute() && operator != ComparisonOperator.NE
        ? new KeyCondition(path.attribute(), operator, values)
        : null;
  }

  private static void collect(Condition condition, List<KeyCondition> into) {
    switch (condition) {
      case Condition.And(var left, var right) -> {
        collect(left, into);
        collect(right, into);
      }
      case Condition.Or _ -> throw invalidOperator("OR");
      case Condition.Not _ -> throw invalidOperator("NOT");
      case Condition.In _ -> throw invalidOperator("IN");
      case Condition.Exists _ -> throw invalidOperator("attribute_exists");
      case Condition.NotExists _ -> throw invalidOperator("attribute_not_exists");
      case Condition.HasType _ -> throw invalidOperator("attribute_type");
      case Condition.Contains _ -> throw invalidOperator("contains");
      case Condition.Comparison comparison -> into.add(of(comparison));
      case Condition.Between(var operand, var lower, var upper) ->
          into.add(
              new KeyCondition(
                  attribute(operand, "BETWEEN"),
                  ComparisonOperator.BETWEEN,
                  List.of(value(lower), value(upper))));
      case Condition.BeginsWith(var operand, var prefix) ->
          into.add(
              new KeyCondition(
                  attribute(operand, "begins_with"),
                  ComparisonOperator.BEGINS_WITH,
                  List.of(value(prefix))));
    }
  }

  private static KeyCondition of(Condition.Comparison comparison) {
    var left = comparison.left();
    var right = comparison.right();
    if (comparison.comparator() == Condition.Comparator.NOT_EQUAL) {
      throw invalidOperator("<>");
    }
    requireNoSize(left);
    requireNoSize(right);
    if (left instanceof Operand.At && right instanceof Operand.At) {
      throw invalid("Multiple attribute names used in one condition");
    }
    if (left instanceof Operand.At(var path)) {
      return new KeyCondition(
          attribute(path), operator(comparison.comparator()), List.of(value(right)));
    }
    if (right instanceof Operand.At(var path)) {
      return new KeyCondition(
          attribute(path), turned(operator(comparison.comparator())), List.of(value(left)));
    }
    throw invalid("No key attribute specified");
  }

  private static void requireNoSize(Operand operand) {
    if (operand instanceof Operand.Size) {
      throw AwsErrors.validation("KeyConditionExpressions cannot contain nested operations");
    }
  }

  private static String attribute(Operand operand, String operator) {
    requireNoSize(operand);
    if (operand instanceof Operand.At(var path)) {
      return attribute(path);
    }
    throw invalid(operator + " operator must have the key attribute as its first operand");
  }

  private static String attribute(Path path) {
    if (!path.isAttribute()) {
      throw AwsErrors.validation(
          "KeyConditionExpressions cannot have conditions on nested attributes");
    }
    return path.attribute();
  }

  private static AttributeValue value(Operand operand) {
    return switch (operand) {
      case Operand.Given(_, var value) -> value;
      case Operand.At _ -> throw invalid("Multiple attribute names used in one condition");
      case Operand.Size _ ->
          throw AwsErrors.validation("KeyConditionExpressions cannot contain nested operations");
    };
  }

  private static ComparisonOperator operator(Condition.Comparator comparator) {
    return switch (comparator) {
      case EQUAL -> ComparisonOperator.EQ;
      case NOT_EQUAL -> ComparisonOperator.NE;
      case LESS -> ComparisonOperator.LT;
      case LESS_OR_EQUAL -> ComparisonOperator.LE;
      case GREATER -> ComparisonOperator.GT;
      case GREATER_OR_EQUAL -> ComparisonOperator.GE;
    };
  }

  /** The operator as it is when the operands change places. */
  private static ComparisonOperator turned(ComparisonOperator operator) {
    return switch (operator) {
      case LT -> ComparisonOperator.GT;
      case LE -> ComparisonOperator.GE;
      case GT -> ComparisonOperator.LT;
      case GE -> ComparisonOperator.LE;
      default -> operator;
    };
  }

  private static AwsServiceException invalid(String problem) {
    return AwsErrors.validation("Invalid condition in KeyConditionExpression: " + problem);
  }

  private static AwsServiceException invalidOperator(String operator) {
    return AwsErrors.validation("Invalid operator used in KeyConditionExpression: " + operator);
  }
}
