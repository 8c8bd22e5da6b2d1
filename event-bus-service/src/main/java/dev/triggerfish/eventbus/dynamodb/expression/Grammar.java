package dev.triggerfish.eventbus.dynamodb.expression;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.error.AwsErrors;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.dax.com.amazon.dynamodb.grammar.DynamoDbExpressionParser;
import software.amazon.dax.com.amazon.dynamodb.grammar.exceptions.RedundantParenthesesException;
import software.amazon.dax.org.antlr.v4.runtime.ANTLRErrorListener;
import software.amazon.dax.org.antlr.v4.runtime.BaseErrorListener;
import software.amazon.dax.org.antlr.v4.runtime.Parser;
import software.amazon.dax.org.antlr.v4.runtime.RecognitionException;
import software.amazon.dax.org.antlr.v4.runtime.Recognizer;
import software.amazon.dax.org.antlr.v4.runtime.Token;
import software.amazon.dax.org.antlr.v4.runtime.TokenStream;
import software.amazon.dax.org.antlr.v4.runtime.tree.ParseTree;

/**
 * AWS's grammar of expressions, which AWS publishes in its DAX client. Trees of what was parsed are
 * kept: the same expressions come again and again.
 */
enum Grammar {
  CONDITION(DynamoDbExpressionParser::parseCondition),
  UPDATE(DynamoDbExpressionParser::parseUpdate),
  PROJECTION(DynamoDbExpressionParser::parseProjection);

  /** Bytes of an expression, before names are put in. */
  private static final int LONGEST = 4_096;

  /** Characters of expressions whose trees are kept; a tree takes some hundred bytes for each. */
  private static final int KEPT = 200_000;

  /** More than any expression may have operators; each parser's frames stand on the stack. */
  private static final int DEEPEST = 301;

  @SuppressWarnings("ImmutableEnumChecker") // Method references.
  private final BiFunction<String, ANTLRErrorListener, ParseTree> parser;

  @SuppressWarnings("ImmutableEnumChecker") // A cache changes nothing that can be seen.
  private final Cache<String, ParseTree> trees =
      Caffeine.newBuilder()
          .maximumWeight(KEPT)
          .weigher((String expression, ParseTree _) -> expression.length())
          .build();

  Grammar(BiFunction<String, ANTLRErrorListener, ParseTree> parser) {
    this.parser = parser;
  }

  /**
   * The tree of an expression.
   *
   * @param parameter that holds it, such as {@code FilterExpression}
   * @throws AwsServiceException {@code ValidationException}
   */
  ParseTree parse(String parameter, String expression) {
    if (expression.isEmpty()) {
      throw invalid(parameter, "The expression can not be empty;");
    }
    var known = trees.getIfPresent(expression);
    if (known != null) {
      return known;
    }
    var length = expression.getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST) {
      throw invalid(
          parameter,
          "Expression size has exceeded the maximum allowed size; expression size: " + length);
    }
    if (isTooDeep(expression)) {
      throw invalid(parameter, "The expression has too many nested levels;");
    }
    try {
      var tree = parser.apply(expression, new FirstError(parameter, expression));
      trees.put(expression, tree);
      return tree;
    } catch (RedundantParenthesesException e) {
      throw invalid(parameter, "The expression has redundant parentheses;");
    }
  }

  /**
   * An error of an expression; of a statement, which AWS does not name, if there is no parameter.
   */
  static AwsServiceException invalid(String parameter, String problem) {
    return AwsErrors.validation(
        parameter.isEmpty() ? problem : "Invalid " + parameter + ": " + problem);
  }

  private static boolean isTooDeep(String expression) {
    var depth = 0;
    var nots = 0;
    for (var i = 0; i < expression.length(); i++) {
      switch (expression.charAt(i)) {
        case '(' -> depth++;
        case ')' -> depth--;
        default -> {
          if (expression.regionMatches(true, i, "not", 0, 3)) {
            nots++;
          }
        }
      }
      if (depth > DEEPEST || nots > DEEPEST) {
        return true;
      }
    }
    return false;
  }

  /** Names the token that does not fit, and what stands around it. */
  private static final class FirstError extends BaseErrorListener {

    private final String parameter;
    private final String expression;

    FirstError(String parameter, String expression) {
      this.parameter = parameter;
      this.expression = expression;
    }

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        @Nullable Object symbol,
        int line,
        int column,
        String message,
        @Nullable RecognitionException e) {
      if (symbol instanceof Token token && recognizer instanceof Parser parser) {
        throw invalid(
            parameter,
            "Syntax error; token: \""
                + token.getText()
                + "\", near: \""
                + near(parser.getTokenStream(), token)
                + '"');
      }
      throw invalid(parameter, "Syntax error;");
    }

    private String near(TokenStream tokens, Token token) {
      var before = visible(tokens, token.getTokenIndex(), -1);
      var after = visible(tokens, token.getTokenIndex(), 1);
      var from = before == null ? token.getStartIndex() : before.getStartIndex();
      var last = after != null ? after : token.getType() != Token.EOF ? token : before;
      return last == null ? "" : expression.substring(from, last.getStopIndex() + 1);
    }

    /** The next token in a direction that is no white space and not the end; null if none is. */
    private static @Nullable Token visible(TokenStream tokens, int index, int direction) {
      for (var i = index + direction; i >= 0 && i < tokens.size(); i += direction) {
        var token = tokens.get(i);
        if (token.getType() == Token.EOF) {
          return null;
        }
        if (token.getChannel() == Token.DEFAULT_CHANNEL) {
          return token;
        }
      }
      return null;
    }
  }
}
