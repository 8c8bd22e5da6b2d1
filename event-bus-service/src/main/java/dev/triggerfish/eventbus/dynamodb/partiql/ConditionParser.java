package dev.triggerfish.eventbus.dynamodb.partiql;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.expression.Condition;
import dev.triggerfish.eventbus.dynamodb.expression.ConditionBuilder;
import dev.triggerfish.eventbus.dynamodb.expression.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Parses what stands behind {@code WHERE}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-operators.html">
 *     PartiQL operators for DynamoDB</a>
 */
final class ConditionParser {

  private static final Set<String> COMPARATORS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");
  private static final String SIZE = "size";

  /** DynamoDB's types by PartiQL's names. */
  private static final Map<String, String> TYPES =
      Map.of(
          "NULL", "NULL",
          "BOOLEAN", "BOOL",
          "BOOL", "BOOL",
          "BLOB", "B",
          "STRING", "S",
          "NUMERIC", "N",
          "STRUCT", "M",
          "TUPLE", "M",
          "LIST", "L");

  private final Tokens tokens;
  private final ValueParser values;
  private final PathParser paths;

  /** A statement's conditions have no parameter's name in their errors. */
  private final ConditionBuilder builder = new ConditionBuilder("");

  ConditionParser(Tokens tokens) {
    this.tokens = tokens;
    this.values = new ValueParser(tokens);
    this.paths = new PathParser(tokens);
  }

  Condition condition() {
    var condition = conjunction();
    while (tokens.takeWord("OR")) {
      requireMore();
      condition = new Condition.Or(condition, conjunction());
    }
    return condition;
  }

  private Condition conjunction() {
    var condition = negation();
    while (tokens.takeWord("AND")) {
      requireMore();
      condition = new Condition.And(condition, negation());
    }
    return condition;
  }

  private void requireMore() {
    if (tokens.peek().isEnd()) {
      throw Tokens.malformed("Missing right-hand side expression of infix operator");
    }
  }

  private Condition negation() {
    return tokens.takeWord("NOT") ? new Condition.Not(tokens.nested(this::negation)) : predicate();
  }

  private Condition predicate() {
    if (tokens.takeSymbol("(")) {
      var inner = tokens.nested(this::condition);
      tokens.requireSymbol(")");
      return inner;
    }
    var name = tokens.peek().text().toLowerCase(Locale.ROOT);
    if (isCall() && !name.equals(SIZE)) {
      if (!ConditionBuilder.isFunction(name)) {
        throw unknownFunction(tokens.peek());
      }
      tokens.next();
      return builder.function(name, arguments());
    }
    return comparison(operand());
  }

  private boolean isCall() {
    return tokens.peek().kind() == Token.Kind.WORD && tokens.second().isSymbol("(");
  }

  /** What AWS says of a function that it does not have, or not there. */
  static RuntimeException unknownFunction(Token name) {
    return AwsErrors.validation(
        "Unrecognized function: " + name.text().toLowerCase(Locale.ROOT) + " " + name.place());
  }

  private Condition comparison(Operand left) {
    var token = tokens.peek();
    if (token.kind() == Token.Kind.SYMBOL && COMPARATORS.contains(token.text())) {
      tokens.next();
      var symbol = token.text().equals("!=") ? "<>" : token.text();
      return builder.comparison(left, symbol, operand());
    }
    if (tokens.takeWord("IS")) {
      var negated = tokens.takeWord("NOT");
      return negated(type(left), negated);
    }
    var negated = tokens.takeWord("NOT");
    if (tokens.takeWord("BETWEEN")) {
      return negated(between(left), negated);
    }
    if (tokens.takeWord("IN")) {
      return negated(in(left), negated);
    }
    throw tokens.unexpected();
  }

  private static Condition negated(Condition condition, boolean negated) {
    return negated ? new Condition.Not(condition) : condition;
  }

  private Condition type(Operand operand) {
    var name = tokens.peek();
    if (name.isWord("MISSING")) {
      tokens.next();
      return builder.function("attribute_not_exists", List.of(operand));
    }
    var type =
        name.kind() == Token.Kind.WORD ? TYPES.get(name.text().toUpperCase(Locale.ROOT)) : null;
    if (type == null) {
      throw Tokens.malformed("Expected type name");
    }
    tokens.next();
    return builder.function("attribute_type", List.of(operand, given(AttributeValue.fromS(type))));
  }

  private Condition between(Operand operand) {
    var lower = operand();
    tokens.requireWord("AND");
    return builder.between(List.of(operand, lower, operand()));
  }

  private Condition in(Operand operand) {
    var closing = tokens.peek().isSymbol("(") ? ")" : "]";
    if (!tokens.takeSymbol("(")) {
      tokens.requireSymbol("[");
    }
    var operands = new ArrayList<>(List.of(operand));
    do {
      operands.add(operand());
    } while (tokens.takeSymbol(","));
    tokens.requireSymbol(closing);
    return builder.in(operands);
  }

  private Operand operand() {
    if (values.isNext()) {
      return given(values.value());
    }
    var token = tokens.peek();
    if (token.isWord("MISSING")) {
      throw AwsErrors.validation("MISSING must be compared using IS operator");
    }
    if (isCall()) {
      if (!token.isWord(SIZE)) {
        throw unknownFunction(token);
      }
      tokens.next();
      return builder.size(arguments());
    }
    return new Operand.At(paths.path());
  }

  private List<Operand> arguments() {
    tokens.requireSymbol("(");
    var operands = new ArrayList<Operand>();
    if (tokens.takeSymbol(")")) {
      return operands;
    }
    tokens.nested(
        () -> {
          do {
            operands.add(operand());
          } while (tokens.takeSymbol(","));
          return operands;
        });
    tokens.requireSymbol(")");
    return operands;
  }

  private static Operand given(AttributeValue value) {
    return new Operand.Given("?", value);
  }
}
