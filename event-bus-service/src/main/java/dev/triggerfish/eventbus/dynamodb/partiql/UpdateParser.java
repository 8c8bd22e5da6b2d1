package dev.triggerfish.eventbus.dynamodb.partiql;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.expression.Path;
import dev.triggerfish.eventbus.dynamodb.expression.Update;
import dev.triggerfish.eventbus.dynamodb.expression.Update.Action;
import dev.triggerfish.eventbus.dynamodb.expression.Update.Source;
import dev.triggerfish.eventbus.dynamodb.item.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Parses {@code SET} and {@code REMOVE} clauses, of which there may be several.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.update.html">
 *     PartiQL update statements</a>
 */
final class UpdateParser {

  private static final Set<String> SETS = Set.of("SS", "NS", "BS");

  private final Tokens tokens;
  private final ValueParser values;
  private final PathParser paths;

  UpdateParser(Tokens tokens) {
    this.tokens = tokens;
    this.values = new ValueParser(tokens);
    this.paths = new PathParser(tokens);
  }

  Update update() {
    var actions = new ArrayList<Action>();
    while (true) {
      if (tokens.takeWord("SET")) {
        do {
          actions.add(assignment());
        } while (tokens.takeSymbol(","));
      } else if (tokens.takeWord("REMOVE")) {
        do {
          actions.add(new Action.Remove(paths.path()));
        } while (tokens.takeSymbol(","));
      } else if (actions.isEmpty()) {
        throw tokens.unexpected();
      } else {
        return Update.ofStatement(actions);
      }
    }
  }

  private Action assignment() {
    var path = paths.path();
    tokens.requireSymbol("=");
    var name = tokens.peek().text().toLowerCase(Locale.ROOT);
    if (isCall() && (name.equals("set_add") || name.equals("set_delete"))) {
      var set = set(path);
      return name.equals("set_add") ? new Action.Add(path, set) : new Action.Delete(path, set);
    }
    return new Action.Set(path, sum());
  }

  private boolean isCall() {
    return tokens.peek().kind() == Token.Kind.WORD && tokens.second().isSymbol("(");
  }

  /** The members that are added to the set at a place, or taken from it. */
  private AttributeValue set(Path path) {
    var function = tokens.next();
    var name = function.text().toUpperCase(Locale.ROOT);
    tokens.requireSymbol("(");
    var first = tokens.peek();
    var arguments = new ArrayList<Source>();
    do {
      arguments.add(term());
    } while (tokens.takeSymbol(","));
    tokens.requireSymbol(")");
    if (arguments.size() != 2) {
      throw AwsErrors.validation(name + " must have exactly two arguments " + function.place());
    }
    if (!arguments.getFirst().equals(new Source.At(path))) {
      throw AwsErrors.validation(
          "The first argument to " + name + " must equal the assignment value " + function.place());
    }
    if (arguments.getLast() instanceof Source.Given(var value)
        && SETS.contains(Values.typeName(value))) {
      return value;
    }
    throw AwsErrors.validation(
        "The second argument to " + name + " must be a value with type SET " + first.place());
  }

  private Source sum() {
    var left = term();
    var operator = tokens.peek();
    if (!operator.isSymbol("+") && !operator.isSymbol("-")) {
      return left;
    }
    tokens.next();
    var right = term();
    requireType(operator.text(), "N", List.of(left, right));
    return operator.isSymbol("+")
        ? new Source.Sum(left, right)
        : new Source.Difference(left, right);
  }

  private Source term() {
    if (values.isNext()) {
      return new Source.Given(values.value());
    }
    if (isCall()) {
      if (!tokens.peek().isWord("list_append")) {
        throw ConditionParser.unknownFunction(tokens.peek());
      }
      tokens.next();
      return tokens.nested(this::listAppend);
    }
    return new Source.At(paths.path());
  }

  private Source listAppend() {
    tokens.requireSymbol("(");
    var arguments = new ArrayList<Source>();
    do {
      arguments.add(term());
    } while (tokens.takeSymbol(","));
    tokens.requireSymbol(")");
    if (arguments.size() != 2) {
      throw AwsErrors.validation(
          "Incorrect number of operands for operator or function; operator or function:"
              + " list_append, number of operands: "
              + arguments.size());
    }
    requireType("list_append", "L", arguments);
    return new Source.ListAppend(arguments.getFirst(), arguments.getLast());
  }

  private static void requireType(String operator, String type, List<Source> sources) {
    for (var source : sources) {
      if (source instanceof Source.Given(var value) && !Values.typeName(value).equals(type)) {
        throw AwsErrors.validation(
            "Incorrect operand type for operator or function; operator or function: "
                + operator
                + ", operand type: "
                + Values.typeName(value));
      }
    }
  }
}
