package dev.triggerfish.eventbus.dynamodb.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on an item.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">
 *     Condition and filter expressions, operators, and functions</a>
 */
public sealed interface Condition {

  /** The conditions all of which it needs; itself, if it is not several joined by AND. */
  default List<Condition> conjuncts() {
    var all = new ArrayList<Condition>();
    var open = new ArrayDeque<Condition>(List.of(this));
    while (!open.isEmpty()) {
      var next = open.pop();
      if (next instanceof And(var left, var right)) {
        open.push(right);
        open.push(left);
      } else {
        all.add(next);
      }
    }
    return all;
  }

  /** Conditions joined by AND; null if there are none. */
  static @Nullable Condition all(List<Condition> conditions) {
    return conditions.stream().reduce(And::new).orElse(null);
  }

  /** Both hold. */
  record And(Condition left, Condition right) implements Condition {}

  /** One holds, or both do. */
  record Or(Condition left, Condition right) implements Condition {}

  /** It does not hold. */
  record Not(Condition condition) implements Condition {}

  /** A comparison by one of the six comparators. */
  record Comparison(Operand left, Comparator comparator, Operand right) implements Condition {}

  /** Both bounds belong to the range. */
  record Between(Operand operand, Operand lower, Operand upper) implements Condition {}

  /** The operand equals one of the others. */
  record In(Operand operand, List<Operand> among) implements Condition {}

  /** The item has something there. */
  record Exists(Path path) implements Condition {}

  /** The item has nothing there. */
  record NotExists(Path path) implements Condition {}

  /**
   * The operand is of a type.
   *
   * @param type gives the type's name, such as {@code SS}
   */
  record HasType(Operand operand, Operand type) implements Condition {}

  /** Text or a binary begins with another one. */
  record BeginsWith(Operand operand, Operand prefix) implements Condition {}

  /** Text, a binary, a set or a list contains something. */
  record Contains(Operand operand, Operand part) implements Condition {}

  /** The six comparators. */
  enum Comparator {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Comparator(String symbol) {
      this.symbol = symbol;
    }

    /** As in an expression. */
    String symbol() {
      return symbol;
    }

    static Comparator of(String symbol) {
      for (var comparator : values()) {
        if (comparator.symbol.equals(symbol)) {
          return comparator;
        }
      }
      throw new IllegalArgumentException("No comparator " + symbol);
    }
  }
}
