package dev.triggerfish.eventbus.dynamodb.expression;

import java.util.List;
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

  private final String parameter;
  private final Placeholders placeholders;
  private final PathReader paths;
  private final ConditionBuilder builder;

  private ConditionReader(String parameter, Placeholders placeholders) {
    this.parameter = parameter;
    this.placeholders = placeholders;
    this.paths = new PathReader(parameter, placeholders);
    this.builder = new ConditionBuilder(parameter);
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
              && !ConditionBuilder.isFunction(call.ID().getText())) {
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
              && call.ID().getText().equals(ConditionBuilder.SIZE)
                  == node instanceof FunctionConditionContext) {
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
      case BetweenContext between -> builder.between(operands(between.operand()));
      case InContext in -> builder.in(operands(in.operand()));
      case FunctionConditionContext call -> function((FunctionCallContext) call.function());
      default -> throw new IllegalStateException("No condition: " + tree.getText());
    };
  }

  private Condition comparison(ComparatorContext tree) {
    return builder.comparison(
        operand(tree.operand(0)), tree.comparator_symbol().getText(), operand(tree.operand(1)));
  }

  private Condition function(FunctionCallContext call) {
    return builder.function(call.ID().getText(), operands(call.operand()));
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
    return builder.size(operands(call.operand()));
  }
}
