package dev.triggerfish.eventbus.dynamodb.partiql;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The tokens of a statement, one after the other, and the values of its parameters. */
final class Tokens {

  /** Levels of parentheses, lists, maps and negations; each stands on the stack. */
  private static final int DEEPEST = 300;

  private static final Set<String> OPERATORS =
      Set.of("IS", "IN", "LIKE", "BETWEEN", "AND", "OR", "UNION", "EXCEPT", "INTERSECT");

  private final List<Token> tokens;
  private final List<AttributeValue> parameters;
  private int at;
  private int parameter;
  private int depth;

  /**
   * Of a statement.
   *
   * @throws AwsServiceException {@code ValidationException}
   */
  Tokens(String statement, List<AttributeValue> parameters) {
    this.tokens = Lexer.tokens(statement);
    this.parameters = parameters.stream().map(ValueCheck::value).toList();
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The token after the next one. */
  Token second() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token next() {
    var token = peek();
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  boolean takeWord(String word) {
    var found = peek().isWord(word);
    if (found) {
      next();
    }
    return found;
  }

  boolean takeSymbol(String symbol) {
    var found = peek().isSymbol(symbol);
    if (found) {
      next();
    }
    return found;
  }

  void requireWord(String word) {
    if (!takeWord(word)) {
      throw unexpected();
    }
  }

  void requireSymbol(String symbol) {
    if (!takeSymbol(symbol)) {
      throw unexpected();
    }
  }

  /** The value of the next parameter, whose question mark has just been read. */
  AttributeValue parameter() {
    if (parameter == parameters.size()) {
      throw otherParameters();
    }
    return parameters.get(parameter++);
  }

  /** Refuses what stands behind the statement, and parameters that it does not have. */
  void requireEnd() {
    takeSymbol(";");
    if (peek().kind() != Token.Kind.END) {
      throw malformed("Unexpected token after expression");
    }
    if (parameter < parameters.size()) {
      throw otherParameters();
    }
  }

  private static AwsServiceException otherParameters() {
    return AwsErrors.validation("Number of parameters in request and statement don't match.");
  }

  /** Reads something that may have more of its kind in it. */
  <T> T nested(Supplier<T> reading) {
    if (depth == DEEPEST) {
      throw AwsErrors.validation("The expression has too many nested levels;");
    }
    depth++;
    var read = reading.get();
    depth--;
    return read;
  }

  /** What AWS says of a token where no statement can go on with it. */
  AwsServiceException unexpected() {
    var token = peek();
    if (token.isEnd() || token.kind() == Token.Kind.SYMBOL) {
      return malformed("Unexpected term");
    }
    if (token.kind() == Token.Kind.WORD
        && OPERATORS.contains(token.text().toUpperCase(Locale.ROOT))) {
      return malformed("Unexpected operator");
    }
    return malformed(token.isKeyword() ? "Unexpected keyword" : "Unexpected token");
  }

  /** An error of a statement that cannot be read. */
  static AwsServiceException malformed(String detail) {
    return AwsErrors.validation("Statement wasn't well formed, can't be processed: " + detail);
  }
}
