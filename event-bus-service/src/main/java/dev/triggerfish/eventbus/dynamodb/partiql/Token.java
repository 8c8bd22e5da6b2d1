package dev.triggerfish.eventbus.dynamodb.partiql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A token of a statement.
 *
 * @param text without quotes
 * @param line from 1
 * @param column from 1, in characters
 * @param length as it is written, in characters
 */
record Token(Kind kind, String text, int line, int column, int length) {

  /** PartiQL's reserved words, which are no names unless they are quoted. */
  private static final Set<String> KEYWORDS = keywords();

  /** Kinds of tokens. */
  enum Kind {
    WORD,
    QUOTED_NAME,
    TEXT,
    NUMBER,
    SYMBOL,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isKeyword() {
    return kind == Kind.WORD && KEYWORDS.contains(text.toUpperCase(Locale.ROOT));
  }

  /** Whether it names a table, an index or an attribute. */
  boolean isName() {
    return kind == Kind.QUOTED_NAME || (kind == Kind.WORD && !isKeyword());
  }

  /** Whether nothing of the statement follows. */
  boolean isEnd() {
    return kind == Kind.END || isSymbol(";");
  }

  /** As AWS's messages say where something stands: {@code at 1:8:4}. */
  String place() {
    return "at " + line + ":" + column + ":" + length;
  }

  private static Set<String> keywords() {
    try (var words = Objects.requireNonNull(Token.class.getResourceAsStream("keywords.txt"))) {
      return new String(words.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
