package dev.triggerfish.logs.filterpattern;

import java.util.ArrayList;
import java.util.List;

/** Takes a pattern apart into terms. */
final class TermParser {

  private final String text;
  private int at;

  TermParser(String text) {
    this.text = text.strip();
  }

  List<Term> terms() {
    refuseOtherKinds();
    var terms = new ArrayList<Term>();
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        continue;
      }
      var term = term();
      // AWS lets "" and " " stand for a pattern that matches everything.
      if (!term.text().isBlank()) {
        terms.add(term);
      }
    }
    return terms;
  }

  private void refuseOtherKinds() {
    if (text.startsWith("{")) {
      if (!text.endsWith("}")) {
        throw new InvalidFilterPatternException(
            "If a filter pattern starts with '{' it must end with '}'");
      }
      throw notSimulated("JSON");
    }
    if (text.startsWith("[")) {
      throw notSimulated("space-delimited");
    }
  }

  private Term term() {
    var kind =
        switch (text.charAt(at)) {
          case '-' -> Term.Kind.EXCLUDED;
          case '?' -> Term.Kind.ANY;
          default -> Term.Kind.REQUIRED;
        };
    if (kind != Term.Kind.REQUIRED) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '"') {
      return new Term(kind, phrase());
    }
    return new Term(kind, word());
  }

  private String phrase() {
    var phrase = new StringBuilder();
    for (at++; at < text.length(); at++) {
      var c = text.charAt(at);
      if (c == '"') {
        at++;
        return phrase.toString();
      }
      if (c == '\\' && at + 1 < text.length() && isEscapable(text.charAt(at + 1))) {
        at++;
      }
      phrase.append(text.charAt(at));
    }
    throw new InvalidFilterPatternException("Invalid filter pattern");
  }

  private static boolean isEscapable(char c) {
    return c == '"' || c == '\\';
  }

  private String word() {
    var start = at;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    var word = text.substring(start, at);
    if (word.length() > 1 && word.startsWith("%") && word.endsWith("%")) {
      throw notSimulated("regular expression");
    }
    if (word.isEmpty() || !word.codePoints().allMatch(TermParser::isWordCharacter)) {
      throw new InvalidFilterPatternException(
          "Invalid filter pattern: Invalid character(s) in term '" + word + "'");
    }
    return word;
  }

  private static boolean isWordCharacter(int c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static InvalidFilterPatternException notSimulated(String kind) {
    return new InvalidFilterPatternException(
        "Triggerfish does not simulate "
            + kind
            + " filter patterns yet; terms, \"phrases\", -exclusions and ?alternatives work");
  }
}
