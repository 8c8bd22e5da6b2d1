package dev.triggerfish.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with {@code *} for any characters, also none. Matched in linear time: each literal between
 * two stars is looked for once, by Knuth, Morris and Pratt's search, where the one before it ended.
 */
final class Wildcard {

  private final String pattern;
  private final List<String> literals;

  private Wildcard(String pattern, List<String> literals) {
    this.pattern = pattern;
    this.literals = literals;
  }

  /**
   * Reads a pattern, in which a backslash stands before a star or backslash that is meant
   * literally.
   *
   * @throws IllegalArgumentException in the words of AWS's engine if it is none
   */
  static Wildcard of(String pattern) {
    var literals = new ArrayList<String>();
    var literal = new StringBuilder();
    var starBefore = false;
    for (var i = 0; i < pattern.length(); i++) {
      var c = pattern.charAt(i);
      if (c == '*') {
        if (starBefore) {
          throw new IllegalArgumentException("Consecutive wildcard characters at pos " + (i - 1));
        }
        literals.add(literal.toString());
        literal.setLength(0);
      } else if (c == '\\') {
        i++;
        if (i == pattern.length() || (pattern.charAt(i) != '*' && pattern.charAt(i) != '\\')) {
          throw new IllegalArgumentException("Invalid escape character at pos " + (i - 1));
        }
        literal.append(pattern.charAt(i));
      } else {
        literal.append(c);
      }
      starBefore = c == '*';
    }
    literals.add(literal.toString());
    return new Wildcard(pattern, literals);
  }

  boolean matches(String text) {
    var first = literals.getFirst();
    var last = literals.getLast();
    if (literals.size() == 1) {
      return text.equals(first);
    }
    if (text.length() < first.length() + last.length()
        || !text.startsWith(first)
        || !text.endsWith(last)) {
      return false;
    }
    var from = first.length();
    var end = text.length() - last.length();
    for (var literal : literals.subList(1, literals.size() - 1)) {
      from = endOf(literal, text, from, end);
      if (from < 0) {
        return false;
      }
    }
    return true;
  }

  /** Where the first occurrence of a literal ends; -1 if there is none. */
  private static int endOf(String literal, String text, int from, int end) {
    var borders = borders(literal);
    var matched = 0;
    for (var i = from; i < end; i++) {
      while (matched > 0 && text.charAt(i) != literal.charAt(matched)) {
        matched = borders[matched - 1];
      }
      if (text.charAt(i) == literal.charAt(matched)) {
        matched++;
      }
      if (matched == literal.length()) {
        return i + 1;
      }
    }
    return -1;
  }

  /** For each beginning of a literal, the length of its longest proper prefix that also ends it. */
  private static int[] borders(String literal) {
    var borders = new int[literal.length()];
    for (int i = 1, border = 0; i < borders.length; i++) {
      while (border > 0 && literal.charAt(i) != literal.charAt(border)) {
        border = borders[border - 1];
      }
      if (literal.charAt(i) == literal.charAt(border)) {
        border++;
      }
      borders[i] = border;
    }
    return borders;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Wildcard wildcard && wildcard.pattern.equals(pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }
}
