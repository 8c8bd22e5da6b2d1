package dev.triggerfish.eventbus.dynamodb.expression;

import dev.triggerfish.eventbus.dynamodb.expression.Update.Action;
import dev.triggerfish.eventbus.dynamodb.expression.Update.Source;
import dev.triggerfish.eventbus.dynamodb.item.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.Add_actionContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.ArithmeticContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.ArithmeticParensContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.ArithmeticValueContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.Delete_actionContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.FunctionCallContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.FunctionOperandContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.LiteralOperandContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.OperandContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.OperandValueContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.ParenOperandContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.PathOperandContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.PlusMinusContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.Remove_actionContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.Set_actionContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.Set_valueContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.UpdateContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.Update_Context;
import software.amazon.dax.org.antlr.v4.runtime.tree.ParseTree;

/**
 * Reads update expressions from trees of AWS's grammar. Faults are found in AWS's order: reserved
 * words, functions that do not exist, repeated sections, placeholders, overlapping places, and last
 * the operands.
 */
final class UpdateReader {

  private static final String PARAMETER = "UpdateExpression";
  private static final String IF_NOT_EXISTS = "if_not_exists";
  private static final String LIST_APPEND = "list_append";
  private static final int OPERANDS = 2;

  private final Placeholders placeholders;
  private final PathReader paths;

  /** The first fault of an operand: it counts after faults of places that stand behind it. */
  private @Nullable RuntimeException fault;

  private UpdateReader(Placeholders placeholders) {
    this.placeholders = placeholders;
    this.paths = new PathReader(PARAMETER, placeholders);
  }

  static Update read(String expression, Placeholders placeholders) {
    var tree = Grammar.UPDATE.parse(PARAMETER, expression);
    var reader = new UpdateReader(placeholders);
    reader.paths.requireNoReservedWord(tree);
    requireKnownFunctions(tree);
    var update = ((Update_Context) tree).update();
    requireSectionsOnce(update);
    var actions = reader.actions(update);
    Overlaps.require(PARAMETER, actions.stream().map(Action::path).toList());
    if (reader.fault != null) {
      throw reader.fault;
    }
    return new Update(actions);
  }

  private static void requireKnownFunctions(ParseTree tree) {
    PathReader.each(
        tree,
        node -> {
          if (node instanceof FunctionCallContext call
              && !Set.of(IF_NOT_EXISTS, LIST_APPEND).contains(call.ID().getText())) {
            throw Grammar.invalid(
                PARAMETER, "Invalid function name; function: " + call.ID().getText());
          }
        });
  }

  private static void requireSectionsOnce(UpdateContext update) {
    requireOnce("SET", update.set_section());
    requireOnce("REMOVE", update.remove_section());
    requireOnce("ADD", update.add_section());
    requireOnce("DELETE", update.delete_section());
  }

  private static void requireOnce(String section, List<?> sections) {
    if (sections.size() > 1) {
      throw Grammar.invalid(
          PARAMETER,
          "The \"" + section + "\" section can only be used once in an update expression;");
    }
  }

  private List<Action> actions(UpdateContext update) {
    var actions = new ArrayList<Action>();
    PathReader.each(
        update,
        node -> {
          switch (node) {
            case Set_actionContext set ->
                actions.add(new Action.Set(paths.path(set.path()), source(set.set_value())));
            case Remove_actionContext remove ->
                actions.add(new Action.Remove(paths.path(remove.path())));
            case Add_actionContext add ->
                actions.add(
                    new Action.Add(
                        paths.path(add.path()),
                        member("ADD", add.literal(), Set.of("N", "SS", "NS", "BS"))));
            case Delete_actionContext delete ->
                actions.add(
                    new Action.Delete(
                        paths.path(delete.path()),
                        member("DELETE", delete.literal(), Set.of("SS", "NS", "BS"))));
            default -> {}
          }
        });
    return actions;
  }

  private AttributeValue member(String operator, ParseTree literal, Set<String> types) {
    var value = placeholders.value(PARAMETER, literal.getText());
    if (!types.contains(Values.typeName(value))) {
      note(
          "Incorrect operand type for operator or function; operator: "
              + operator
              + ", operand type: "
              + longName(value));
    }
    return value;
  }

  private static String longName(AttributeValue value) {
    return switch (Values.typeName(value)) {
      case "S" -> "STRING";
      case "N" -> "NUMBER";
      case "B" -> "BINARY";
      case "BOOL" -> "BOOLEAN";
      case "L" -> "LIST";
      case "M" -> "MAP";
      default -> Values.typeName(value);
    };
  }

  private void note(String problem) {
    if (fault == null) {
      fault = Grammar.invalid(PARAMETER, problem);
    }
  }

  private Source source(Set_valueContext tree) {
    return switch (tree) {
      case OperandValueContext operand -> source(operand.operand());
      case ArithmeticValueContext arithmetic -> source(arithmetic.arithmetic());
      default -> throw new IllegalStateException("No value: " + tree.getText());
    };
  }

  private Source source(ArithmeticContext tree) {
    return switch (tree) {
      case ArithmeticParensContext group -> source(group.arithmetic());
      case PlusMinusContext sum -> {
        var left = source(sum.operand(0));
        var right = source(sum.operand(1));
        // The operator is the child between the two.
        var operator = sum.getChild(1).getText();
        requireType(operator, "N", left, right);
        yield operator.equals("+")
            ? new Source.Sum(left, right)
            : new Source.Difference(left, right);
      }
      default -> throw new IllegalStateException("No arithmetic: " + tree.getText());
    };
  }

  private void requireType(String operator, String type, Source... sources) {
    for (var source : sources) {
      var actual = source instanceof Source.Given(var value) ? Values.typeName(value) : type;
      if (!actual.equals(type)) {
        note(
            "Incorrect operand type for operator or function; operator or function: "
                + operator
                + ", operand type: "
                + actual);
      }
    }
  }

  private Source source(OperandContext tree) {
    return switch (tree) {
      case PathOperandContext path -> new Source.At(paths.path(path.path()));
      case LiteralOperandContext literal ->
          new Source.Given(placeholders.value(PARAMETER, literal.getText()));
      case ParenOperandContext group -> source(group.operand());
      case FunctionOperandContext call -> function((FunctionCallContext) call.function());
      default -> throw new IllegalStateException("No operand: " + tree.getText());
    };
  }

  private Source function(FunctionCallContext call) {
    var name = call.ID().getText();
    var operands = call.operand().stream().map(this::source).toList();
    if (operands.size() != OPERANDS) {
      note(
          "Incorrect number of operands for operator or function; operator or function: "
              + name
              + ", number of operands: "
              + operands.size());
      return operands.getFirst();
    }
    var first = operands.getFirst();
    var second = operands.getLast();
    if (name.equals(LIST_APPEND)) {
      requireType(name, "L", first, second);
      return new Source.ListAppend(first, second);
    }
    if (first instanceof Source.At(var path)) {
      return new Source.IfNotExists(path, second);
    }
    note("Operator or function requires a document path; operator or function: " + name);
    return first;
  }
}
