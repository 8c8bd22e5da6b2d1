package dev.triggerfish.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text that may hold <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">policy
 * variables</a>: {@code ${aws:username}}, with a default {@code ${aws:username, 'nobody'}}, and the
 * escapes {@code ${*} ${?} ${$}}. What a variable brings in is literal: a {@code *} in it is no
 * wildcard.
 */
final class Template {

  private sealed interface Part {}

  private record Fixed(int[] symbols) implements Part {}

  private record Variable(String key, @Nullable String fallback) implements Part {}

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Parses a text.
   *
   * @param variables whether {@code ${…}} is a variable: not before version 2012-10-17
   */
  static Template of(String text, boolean variables) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = variables ? text.indexOf("${", at) : -1;
      int close = open < 0 ? -1 : text.indexOf('}', open);
      if (close < 0) {
        parts.add(new Fixed(Glob.symbols(text.substring(at))));
        break;
      }
      if (open > at) {
        parts.add(new Fixed(Glob.symbols(text.substring(at, open))));
      }
      parts.add(variable(text.substring(open + 2, close)));
      at = close + 1;
    }
    return new Template(parts);
  }

  private static Part variable(String expression) {
    if (expression.length() == 1 && "*?$".contains(expression)) {
      return new Fixed(new int[] {expression.charAt(0)});
    }
    int comma = expression.indexOf(',');
    String key = (comma < 0 ? expression : expression.substring(0, comma)).strip();
    String fallback = comma < 0 ? null : unquoted(expression.substring(comma + 1).strip());
    return new Variable(key.toLowerCase(Locale.ROOT), fallback);
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() >= 2 && text.startsWith("'") && text.endsWith("'");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /** Whether it is the same for every request. */
  boolean constant() {
    return parts.stream().allMatch(Fixed.class::isInstance);
  }

  /** Whether every variable has a value in a request, or a default. */
  boolean resolvable(EvaluationContext context) {
    return resolve(context) != null;
  }

  /** Its symbols in a request, as {@link Glob} takes them; null if a variable has no value. */
  int @Nullable [] resolve(EvaluationContext context) {
    List<int[]> pieces = new ArrayList<>(parts.size());
    for (Part part : parts) {
      int[] resolved =
          switch (part) {
            case Fixed fixed -> fixed.symbols();
            case Variable variable -> value(variable, context);
          };
      if (resolved == null) {
        return null;
      }
      pieces.add(resolved);
    }
    return pieces.stream().flatMapToInt(Arrays::stream).toArray();
  }

  private static int @Nullable [] value(Variable variable, EvaluationContext context) {
    List<String> values = context.values(variable.key());
    // A key with several values cannot be used as a variable.
    String value = values != null && values.size() == 1 ? values.getFirst() : variable.fallback();
    return value == null ? null : value.chars().toArray();
  }
}
