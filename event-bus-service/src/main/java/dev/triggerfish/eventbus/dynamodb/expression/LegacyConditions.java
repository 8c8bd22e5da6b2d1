package dev.triggerfish.eventbus.dynamodb.expression;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import dev.triggerfish.eventbus.dynamodb.item.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/**
 * Conditions from before there were expressions, as conditions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html">
 *     Legacy conditional parameters</a>
 */
public final class LegacyConditions {

  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final Set<String> SCALARS = Set.of("S", "N", "B");
  private static final Set<String> SCALARS_AND_SETS =
      Set.of("S", "N", "B", "SS", "NS", "BS", "BOOL", "NULL", "L", "M");

  private LegacyConditions() {}

  /** {@code Expected}; null if there is none. */
  public static @Nullable Condition expected(
      Map<String, ExpectedAttributeValue> expected, @Nullable ConditionalOperator operator) {
    return joined(
        expected.entrySet().stream()
            .map(entry -> expected(entry.getKey(), entry.getValue()))
            .toList(),
        operator);
  }

  /** {@code QueryFilter} or {@code ScanFilter}; null if there is none. */
  public static @Nullable Condition filter(
      Map<String, software.amazon.awssdk.services.dynamodb.model.Condition> filter,
      @Nullable ConditionalOperator operator) {
    return joined(
        filter.entrySet().stream()
            .map(
                entry -> {
                  var values = checked(entry.getValue().attributeValueList());
                  requireFitting(entry.getValue().comparisonOperator(), values);
                  return condition(entry.getKey(), entry.getValue().comparisonOperator(), values);
                })
            .toList(),
        operator);
  }

  /** {@code KeyConditions}. */
  public static List<KeyCondition> keyConditions(
      Map<String, software.amazon.awssdk.services.dynamodb.model.Condition> conditions) {
    return conditions.entrySet().stream()
        .map(
            entry -> {
              var values = checked(entry.getValue().attributeValueList());
              requireFitting(entry.getValue().comparisonOperator(), values);
              return new KeyCondition(
                  entry.getKey(), entry.getValue().comparisonOperator(), values);
            })
        .toList();
  }

  /** Halves joined: as many conditions as a request may have nest no deeper than twenty levels. */
  private static @Nullable Condition joined(
      List<Condition> conditions, @Nullable ConditionalOperator operator) {
    if (conditions.size() < 2) {
      return conditions.isEmpty() ? null : conditions.getFirst();
    }
    var half = conditions.size() / 2;
    var left = joined(conditions.subList(0, half), operator);
    var right = joined(conditions.subList(half, conditions.size()), operator);
    if (left == null || right == null) {
      throw new IllegalStateException("Halves of two conditions have one at least");
    }
    return operator == ConditionalOperator.OR
        ? new Condition.Or(left, right)
        : new Condition.And(left, right);
  }

  private static Condition expected(String name, ExpectedAttributeValue expected) {
    if (expected.hasAttributeValueList() && expected.value() != null) {
      throw invalid("Value and AttributeValueList cannot be used together for Attribute: " + name);
    }
    var operator = expected.comparisonOperator();
    if (operator != null) {
      return compared(name, expected, operator);
    }
    if (expected.hasAttributeValueList()) {
      throw invalid(
          "AttributeValueList can only be used with a ComparisonOperator for Attribute: " + name);
    }
    var exists = expected.exists();
    if (Boolean.FALSE.equals(exists)) {
      if (expected.value() != null) {
        throw invalid("Value cannot be used when Exists is false for Attribute: " + name);
      }
      return new Condition.NotExists(path(name));
    }
    if (expected.value() == null) {
      throw invalid("Value must be provided when Exists is " + exists + " for Attribute: " + name);
    }
    return condition(name, ComparisonOperator.EQ, checked(List.of(expected.value())));
  }

  private static Condition compared(
      String name, ExpectedAttributeValue expected, ComparisonOperator operator) {
    if (expected.exists() != null) {
      throw invalid("Exists and ComparisonOperator cannot be used together for Attribute: " + name);
    }
    var given =
        expected.value() == null ? expected.attributeValueList() : List.of(expected.value());
    if (given.isEmpty()
        && operator != ComparisonOperator.NULL
        && operator != ComparisonOperator.NOT_NULL
        && !expected.hasAttributeValueList()) {
      throw invalid(
          "Value or AttributeValueList must be used with ComparisonOperator: "
              + operator
              + " for Attribute: "
              + name);
    }
    var values = checked(given);
    requireFitting(operator, values);
    return condition(name, operator, values);
  }

  private static List<AttributeValue> checked(List<AttributeValue> values) {
    return values.stream().map(ValueCheck::value).toList();
  }

  private static void requireFitting(ComparisonOperator operator, List<AttributeValue> values) {
    var count = values.size();
    var fits =
        switch (operator) {
          case NULL, NOT_NULL -> count == 0;
          case BETWEEN -> count == 2;
          case IN -> count > 0;
          default -> count == 1;
        };
    if (!fits) {
      throw invalid("Invalid number of argument(s) for the " + operator + " ComparisonOperator");
    }
    if (values.stream().map(Values::typeName).distinct().count() > 1) {
      throw invalid("AttributeValues inside AttributeValueList must be of same type");
    }
    var types =
        switch (operator) {
          case EQ, NE, NULL, NOT_NULL -> SCALARS_AND_SETS;
          case BEGINS_WITH -> Set.of("S", "B");
          default -> SCALARS;
        };
    for (var value : values) {
      if (!types.contains(Values.typeName(value))) {
        throw invalid(
            "ComparisonOperator "
                + operator
                + " is not valid for "
                + Values.typeName(value)
                + " AttributeValue type");
      }
    }
    if (operator == ComparisonOperator.BETWEEN) {
      var order = Values.compare(values.get(0), values.get(1));
      if (order != null && order > 0) {
        throw AwsErrors.validation(
            "The BETWEEN condition was provided a range where the lower bound is greater than the"
                + " upper bound");
      }
    }
  }

  private static Condition condition(
      String name, ComparisonOperator operator, List<AttributeValue> values) {
    var path = path(name);
    var at = new Operand.At(path);
    var given = values.stream().map(value -> (Operand) new Operand.Given("", value)).toList();
    return switch (operator) {
      case EQ -> comparison(at, Condition.Comparator.EQUAL, given);
      case NE -> comparison(at, Condition.Comparator.NOT_EQUAL, given);
      case LT -> comparison(at, Condition.Comparator.LESS, given);
      case LE -> comparison(at, Condition.Comparator.LESS_OR_EQUAL, given);
      case GT -> comparison(at, Condition.Comparator.GREATER, given);
      case GE -> comparison(at, Condition.Comparator.GREATER_OR_EQUAL, given);
      case IN -> new Condition.In(at, given);
      case BETWEEN -> new Condition.Between(at, given.get(0), given.get(1));
      case NULL -> new Condition.NotExists(path);
      case NOT_NULL -> new Condition.Exists(path);
      case CONTAINS -> new Condition.Contains(at, given.getFirst());
      case NOT_CONTAINS ->
          new Condition.And(
              new Condition.Exists(path),
              new Condition.Not(new Condition.Contains(at, given.getFirst())));
      case BEGINS_WITH -> new Condition.BeginsWith(at, given.getFirst());
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("Not validated");
    };
  }

  private static Condition comparison(
      Operand at, Condition.Comparator comparator, List<Operand> given) {
    return new Condition.Comparison(at, comparator, given.getFirst());
  }

  private static Path path(String name) {
    return new Path(List.of(new Path.Step.Name(name)));
  }

  private static RuntimeException invalid(String problem) {
    return AwsErrors.validation(INVALID + problem);
  }
}
