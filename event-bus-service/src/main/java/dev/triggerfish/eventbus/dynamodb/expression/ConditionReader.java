package dev.triggerfish.eventbus.dynamodb.expression;

import dev.triggerfish.eventbus.dynamodb.item.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.AndContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.BetweenContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.ComparatorContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.ConditionContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.ConditionGroupingContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.Condition_Context;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.FunctionCallContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.FunctionConditionContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.FunctionOperandContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.InContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.LiteralOperandContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.NegationContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.OperandContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.OrContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.ParenOperandContext;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbGrammarParser.PathOperandContext;
import software.amazon.dax.org.antlr.v4.runtime.tree.ParseTree;

/**
 * Reads conditions from trees of AWS's grammar. Faults are found in AWS's order: functions that do
 * not exist, functions in the wrong place, reserved words, and then, condition by condition,
 * placeholders, numbers of operands, equal operands and types of operands.
 */
final class ConditionReader {

  private static final String SIZE = "size";

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
  private final Placeholders placeholders;
  private final PathReader paths;
  private final OperandCheck check;

  private ConditionReader(String parameter, Placeholders placeholders) {
    this.parameter = parameter;
    this.placeholders = placeholders;
    this.paths = new PathReader(parameter, placeholders);
    this.check = new OperandCheck(parameter);
  }

  /**
   * Reads a condition.
   *
   * @param parameter that holds it, such as {@code ConditionExpression}
   */
  static Condition read(String parameter, String expression, Placeholders placeholders) {
    var tree = Grammar.CONDITION.parse(parameter, expression);
    var reader = new ConditionReader(parameter, placeholders);
    reader.requireKnownFunctions(tree);
    reader.requireFunctionsInPlace(tree);
    reader.paths.requireNoReservedWord(tree);
    return reader.condition(((Condition_Context) tree).condition());
  }

  private void requireKnownFunctions(ParseTree tree) {
    PathReader.each(
        tree,
        node -> {
          if (node instanceof FunctionCallContext call
              && !FUNCTIONS.containsKey(call.ID().getText())) {
            throw Grammar.invalid(
                parameter, "Invalid function name; function: " + call.ID().getText());
          }
        });
  }

  /** The size of something is an operand; all other functions are conditions. */
  private void requireFunctionsInPlace(ParseTree tree) {
    PathReader.each(
        tree,
        node -> {
          var call =
              switch (node) {
                case FunctionConditionContext condition ->
                    (FunctionCallContext) condition.function();
                case FunctionOperandContext operand -> (FunctionCallContext) operand.function();
                default -> null;
              };
          if (call != null
              && call.ID().getText().equals(SIZE) == node instanceof FunctionConditionContext) {
            throw Grammar.invalid(
                parameter,
                "The function is not allowed to be used this way in an expression; function: "
                    + call.ID().getText());
          }
        });
  }

  private Condition condition(ConditionContext tree) {
    return switch (tree) {
      case OrContext or -> new Condition.Or(condition(or.condition(0)), condition(or.condition(1)));
      case AndContext and ->
          new Condition.And(condition(and.condition(0)), condition(and.condition(1)));
      case NegationContext not -> new Condition.Not(condition(not.condition()));
      case ConditionGroupingContext group -> condition(group.condition());
      case ComparatorContext comparison -> comparison(comparison);
      case BetweenContext between -> between(operands(between.operand()));
      case InContext in -> in(operands(in.operand()));
      case FunctionConditionContext call -> function((FunctionCallContext) call.function());
      default -> throw new IllegalStateException("No condition: " + tree.getText());
    };
  }

  private Condition comparison(ComparatorContext tree) {
    var operands = operands(tree.operand());
    var symbol = tree.comparator_symbol().getText();
    check.requireDistinct(symbol, operands);
    var comparator = Condition.Comparator.of(symbol);
    if (comparator != Condition.Comparator.EQUAL && comparator != Condition.Comparator.NOT_EQUAL) {
      check.requireOrdered(symbol, operands);
    }
    return new Condition.Comparison(operands.getFirst(), comparator, operands.getLast());
  }

  private Condition between(List<Operand> operands) {
    check.requireOrdered("BETWEEN", operands);
    check.requireRange(operands.get(1), operands.get(2));
    return new Condition.Between(operands.get(0), operands.get(1), operands.get(2));
  }

  private Condition in(List<Operand> operands) {
    check.requireFewAlternatives(operands.size() - 1);
    return new Condition.In(operands.getFirst(), operands.subList(1, operands.size()));
  }

  private Condition function(FunctionCallContext call) {
    var name = call.ID().getText();
    var operands = operands(call.operand());
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

  private List<Operand> operands(List<OperandContext> trees) {
    return trees.stream().map(this::operand).toList();
  }

  private Operand operand(OperandContext tree) {
    return switch (tree) {
      case PathOperandContext path -> new Operand.At(paths.path(path.path()));
      case LiteralOperandContext literal -> given(literal.getText());
      case FunctionOperandContext call -> size((FunctionCallContext) call.function());
      case ParenOperandContext group -> operand(group.operand());
      default -> throw new IllegalStateException("No operand: " + tree.getText());
    };
  }

  private Operand given(String placeholder) {
    return new Operand.Given(placeholder, placeholders.value(parameter, placeholder));
  }

  private Operand size(FunctionCallContext call) {
    var operands = operands(call.operand());
    requireCount(SIZE, operands);
    check.requireTypes(SIZE, operands, Set.of("S", "B", "SS", "NS", "BS", "L", "M"));
    return new Operand.Size(operands.getFirst());
  }

  /** What a message says of a value: {@code AttributeValue: {N:2}}. */
  static String described(AttributeValue value) {
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
