package dev.triggerfish.eventbus.dynamodb.partiql;

import java.util.ArrayList;
import java.util.List;

/** Takes a statement apart into tokens. White space and comments are none. */
final class Lexer {

  /** Symbols of two characters come first. */
  private static final List<String> SYMBOLS =
      List.of(
          "<<", ">>", "<=", ">=", "<>", "!=", "=", "<", ">", "(", ")", "[", "]", "{", "}", ",", ".",
          ":", "?", "*", "+", "-", ";");

  private final String statement;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;

  private Lexer(String statement) {
    this.statement = statement;
  }

  /**
   * The tokens of a statement, the last of which is its end.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code
   *     ValidationException}
   */
  static List<Token> tokens(String statement) {
    var lexer = new Lexer(statement);
    while (lexer.at < statement.length()) {
      lexer.read();
    }
    lexer.tokens.add(new Token(Token.Kind.END, "", lexer.line, lexer.at - lexer.lineStart + 1, 0));
    return lexer.tokens;
  }

  private void read() {
    var c = statement.charAt(at);
    if (Character.isWhitespace(c)) {
      skipTo(at + 1);
    } else if (statement.startsWith("--", at)) {
      var end = statement.indexOf('\n', at);
      skipTo(end < 0 ? statement.length() : end);
    } else if (statement.startsWith("/*", at)) {
      skipTo(endOf("*/", at + 2));
    } else if (c == '\'') {
      quoted(Token.Kind.TEXT, c);
    } else if (c == '"') {
      quoted(Token.Kind.QUOTED_NAME, c);
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      number();
    } else if (isNameStart(c)) {
      var end = at + 1;
      while (end < statement.length() && isNamePart(statement.charAt(end))) {
        end++;
      }
      add(Token.Kind.WORD, statement.substring(at, end), end);
    } else {
      var symbol =
          SYMBOLS.stream()
              .filter(some -> statement.startsWith(some, at))
              .findFirst()
              .orElseThrow(() -> Tokens.malformed(""));
      add(Token.Kind.SYMBOL, symbol, at + symbol.length());
    }
  }

  private int endOf(String closing, int from) {
    var end = statement.indexOf(closing, from);
    if (end < 0) {
      throw Tokens.malformed("");
    }
    return end + closing.length();
  }

  /** A quote in the text is written twice. */
  private void quoted(Token.Kind kind, char quote) {
    var text = new StringBuilder();
    var from = at + 1;
    while (true) {
      var end = endOf(String.valueOf(quote), from);
      text.append(statement, from, end - 1);
      if (end == statement.length() || statement.charAt(end) != quote) {
        add(kind, text.toString(), end);
        return;
      }
      text.append(quote);
      from = end + 1;
    }
  }

  private void number() {
    var end = digits(at);
    if (end < statement.length() && statement.charAt(end) == '.') {
      end = digits(end + 1);
    }
    var exponent = exponent(end);
    add(Token.Kind.NUMBER, statement.substring(at, exponent), exponent);
  }

  /** The end of the exponent that begins here, or here if none does. */
  private int exponent(int from) {
    if (from >= statement.length() || "eE".indexOf(statement.charAt(from)) < 0) {
      return from;
    }
    var signed = from + 1 < statement.length() && "+-".indexOf(statement.charAt(from + 1)) >= 0;
    var first = signed ? from + 2 : from + 1;
    var end = digits(first);
    return end == first ? from : end;
  }

  private int digits(int from) {
    var end = from;
    while (end < statement.length() && isDigit(statement.charAt(end))) {
      end++;
    }
    return end;
  }

  private char peek(int ahead) {
    return at + ahead < statement.length() ? statement.charAt(at + ahead) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c);
  }

  private void add(Token.Kind kind, String text, int end) {
    tokens.add(new Token(kind, text, line, at - lineStart + 1, end - at));
    skipTo(end);
  }

  private void skipTo(int end) {
    for (; at < end; at++) {
      if (statement.charAt(at) == '\n') {
        line++;
        lineStart = at + 1;
      }
    }
  }
}
