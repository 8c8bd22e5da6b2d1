package dev.triggerfish.eventbus.dynamodb.partiql;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.expression.Path;
import java.util.ArrayList;

/**
 * Parses paths, such as {@code a.b[0]} and {@code "a"['b']}.
 *
 * @param tokens of the statement
 */
record PathParser(Tokens tokens) {

  /** No list is longer than an item has bytes. */
  private static final int MOST_DIGITS = 8;

  Path path() {
    if (!tokens.peek().isName()) {
      throw tokens.unexpected();
    }
    var steps = new ArrayList<Path.Step>();
    steps.add(name(tokens.next()));
    while (true) {
      if (tokens.takeSymbol(".")) {
        if (!tokens.peek().isName()) {
          throw Tokens.malformed("Invalid path dot component");
        }
        steps.add(name(tokens.next()));
      } else if (tokens.takeSymbol("[")) {
        steps.add(inBrackets());
        tokens.requireSymbol("]");
      } else {
        return new Path(steps);
      }
    }
  }

  private static Path.Step name(Token token) {
    if (token.text().isEmpty()) {
      throw AwsErrors.validation("Path component cannot be an empty string");
    }
    return new Path.Step.Name(token.text());
  }

  private Path.Step inBrackets() {
    var token = tokens.peek();
    if (token.kind() != Token.Kind.TEXT && token.kind() != Token.Kind.NUMBER) {
      throw tokens.unexpected();
    }
    tokens.next();
    if (token.kind() == Token.Kind.TEXT) {
      return name(token);
    }
    if (!token.text().chars().allMatch(Character::isDigit) || token.text().length() > MOST_DIGITS) {
      throw AwsErrors.validation(
          "List index is not within the allowable range; index: [" + token.text() + "]");
    }
    return new Path.Step.Index(Integer.parseInt(token.text()));
  }
}
