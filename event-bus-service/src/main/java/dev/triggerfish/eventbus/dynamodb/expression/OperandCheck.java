package dev.triggerfish.eventbus.dynamodb.expression;

import dev.triggerfish.eventbus.dynamodb.item.Values;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks operands of conditions as far as the expression alone tells: types of values that it
 * gives, and of sizes, which are numbers.
 *
 * @param parameter that holds the expression
 */
record OperandCheck(String parameter) {

  private static final int MOST_ALTERNATIVES = 100;
  private static final Set<String> TYPES =
      Set.of("S", "N", "B", "SS", "NS", "BS", "BOOL", "NULL", "L", "M");

  /** An operand cannot be compared with itself. */
  void requireDistinct(String operator, List<Operand> operands) {
    if (operands.size() == 2
        && operands.getFirst() instanceof Operand.At(var one)
        && operands.getLast() instanceof Operand.At(var other)
        && one.equals(other)) {
      throw Grammar.invalid(
          parameter,
          "The first operand must be distinct from the remaining operands for this operator or"
              + " function; operator: "
              + operator
              + ", first operand: "
              + one);
    }
  }

  /** Operands of {@code <} and its like. */
  void requireOrdered(String operator, List<Operand> operands) {
    requireTypes(operator, operands, Set.of("S", "N", "B"));
  }

  void requireTypes(String name, List<Operand> operands, Set<String> types) {
    for (var operand : operands) {
      var type = type(operand);
      if (type != null && !types.contains(type)) {
        throw wrongType(name, type);
      }
    }
  }

  private RuntimeException wrongType(String name, String type) {
    return Grammar.invalid(
        parameter,
        "Incorrect operand type for operator or function; operator or function: "
            + name
            + ", operand type: "
            + type);
  }

  /** The type of an operand, if the expression tells. */
  private static @Nullable String type(Operand operand) {
    return switch (operand) {
      case Operand.At _ -> null;
      case Operand.Given(_, var value) -> Values.typeName(value);
      case Operand.Size _ -> "N";
    };
  }

  Path requirePath(String name, Operand operand) {
    if (operand instanceof Operand.At(var path)) {
      return path;
    }
    throw Grammar.invalid(
        parameter, "Operator or function requires a document path; operator or function: " + name);
  }

  void requireTypeName(Operand operand) {
    var type = type(operand);
    if (!"S".equals(type)) {
      throw wrongType("attribute_type", type == null ? "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}" : type);
    }
    var name = ((Operand.Given) operand).value().s();
    if (!TYPES.contains(name)) {
      throw Grammar.invalid(
          parameter,
          "Invalid attribute type name found; type: "
              + name
              + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
    }
  }

  void requireRange(Operand lower, Operand upper) {
    if (!(lower instanceof Operand.Given(_, var low)
        && upper instanceof Operand.Given(_, var high))) {
      return;
    }
    var order = Values.compare(low, high);
    if (order != null && order <= 0) {
      return;
    }
    throw Grammar.invalid(
        parameter,
        (order == null
                ? "The BETWEEN operator requires same data type for lower and upper bounds; "
                : "The BETWEEN operator requires upper bound to be greater than or equal to lower"
                    + " bound; ")
            + "lower bound operand: "
            + described(low)
            + ", upper bound operand: "
            + described(high));
  }

  void requireFewAlternatives(int alternatives) {
    if (alternatives > MOST_ALTERNATIVES) {
      throw Grammar.invalid(
          parameter,
          "The IN operator is provided with too many operands; number of operands: "
              + alternatives);
    }
  }

  /** What a message says of a value: {@code AttributeValue: {N:2}}. */
  private static String described(AttributeValue value) {
    var type = Values.typeName(value);
    var content =
        switch (type) {
          case "S" -> value.s();
          case "N" -> value.n();
          default -> value.toString();
        };
    return "AttributeValue: {" + type + ":" + content + "}";
  }
}
