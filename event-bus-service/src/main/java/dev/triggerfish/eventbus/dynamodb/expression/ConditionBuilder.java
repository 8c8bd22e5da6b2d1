package dev.triggerfish.eventbus.dynamodb.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds conditions from their operands, however they are written. Faults are found in AWS's order:
 * numbers of operands, equal operands, types of operands.
 */
public final class ConditionBuilder {

  static final String SIZE = "size";

  /** Functions and how many operands each has. */
  private static final Map<String, Integer> FUNCTIONS =
      Map.of(
          "attribute_exists",
          1,
          "attribute_not_exists",
          1,
          "attribute_type",
          2,
          "begins_with",
          2,
          "contains",
          2,
          SIZE,
          1);

  private final String parameter;
  private final OperandCheck check;

  /**
   * For one expression.
   *
   * @param parameter that holds it, such as {@code ConditionExpression}; empty for a statement
   */
  public ConditionBuilder(String parameter) {
    this.parameter = parameter;
    this.check = new OperandCheck(parameter);
  }

  /** Whether conditions have a function. */
  public static boolean isFunction(String name) {
    return FUNCTIONS.containsKey(name);
  }

  /**
   * A comparison.
   *
   * @param symbol one of the six comparators
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code
   *     ValidationException}, as all of these methods
   */
  public Condition comparison(Operand left, String symbol, Operand right) {
    var operands = List.of(left, right);
    check.requireDistinct(symbol, operands);
    var comparator = Condition.Comparator.of(symbol);
    if (comparator != Condition.Comparator.EQUAL && comparator != Condition.Comparator.NOT_EQUAL) {
      check.requireOrdered(symbol, operands);
    }
    return new Condition.Comparison(left, comparator, right);
  }

  /**
   * A range.
   *
   * @param operands what is in it, its lower and its upper bound
   */
  public Condition between(List<Operand> operands) {
    check.requireOrdered("BETWEEN", operands);
    check.requireRange(operands.get(1), operands.get(2));
    return new Condition.Between(operands.get(0), operands.get(1), operands.get(2));
  }

  /**
   * A choice.
   *
   * @param operands what is compared, and those among which it is
   */
  public Condition in(List<Operand> operands) {
    check.requireFewAlternatives(operands.size() - 1);
    return new Condition.In(operands.getFirst(), operands.subList(1, operands.size()));
  }

  /** A function that is a condition: any but {@code size}. */
  public Condition function(String name, List<Operand> operands) {
    requireCount(name, operands);
    check.requireDistinct(name, operands);
    return switch (name) {
      case "attribute_exists" -> new Condition.Exists(check.requirePath(name, operands.getFirst()));
      case "attribute_not_exists" ->
          new Condition.NotExists(check.requirePath(name, operands.getFirst()));
      case "attribute_type" -> {
        check.requireTypeName(operands.getLast());
        yield new Condition.HasType(operands.getFirst(), operands.getLast());
      }
      case "begins_with" -> {
        check.requireTypes(name, operands, Set.of("S", "B"));
        yield new Condition.BeginsWith(operands.getFirst(), operands.getLast());
      }
      case "contains" -> new Condition.Contains(operands.getFirst(), operands.getLast());
      default -> throw new IllegalStateException("No condition: " + name);
    };
  }

  /** The size of something. */
  public Operand size(List<Operand> operands) {
    requireCount(SIZE, operands);
    check.requireTypes(SIZE, operands, Set.of("S", "B", "SS", "NS", "BS", "L", "M"));
    return new Operand.Size(operands.getFirst());
  }

  private void requireCount(String name, List<Operand> operands) {
    if (operands.size() != FUNCTIONS.getOrDefault(name, 0)) {
      throw Grammar.invalid(
          parameter,
          "Incorrect number of operands for operator or function; operator or function: "
              + name
              + ", number of operands: "
              + operands.size());
    }
  }
}
