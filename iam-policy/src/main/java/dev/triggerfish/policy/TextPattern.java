package dev.triggerfish.policy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A text to compare with, which may hold policy variables and, if it is a pattern, wildcards. */
final class TextPattern {

  private enum Mode {
    LITERAL,
    FOLDED,
    WILD
  }

  private final Template template;
  private final Mode mode;

  /** Compiled once if it holds no variables. */
  private final @Nullable Glob constant;

  private TextPattern(Template template, Mode mode) {
    this.template = template;
    this.mode = mode;
    int[] symbols = template.constant() ? template.resolve(EvaluationContext.NOTHING) : null;
    constant = symbols == null ? null : glob(symbols);
  }

  /** A text in which {@code *} and {@code ?} are wildcards. */
  static TextPattern wild(String text, boolean variables) {
    return new TextPattern(Template.of(text, variables), Mode.WILD);
  }

  /** A text in which {@code *} and {@code ?} are themselves. */
  static TextPattern literal(String text, boolean variables) {
    return new TextPattern(Template.of(text, variables), Mode.LITERAL);
  }

  /** A literal pattern in which the letters A to Z equal a to z. */
  static TextPattern folded(String text, boolean variables) {
    return new TextPattern(Template.of(text, variables), Mode.FOLDED);
  }

  boolean resolvable(EvaluationContext context) {
    return constant != null || template.resolvable(context);
  }

  /** Whether a text matches; never if a variable has no value. */
  boolean matches(String text, EvaluationContext context) {
    String compared = mode == Mode.FOLDED ? folded(text) : text;
    if (constant != null) {
      return constant.matches(compared);
    }
    int[] symbols = template.resolve(context);
    return symbols != null && glob(symbols).matches(compared);
  }

  private Glob glob(int[] symbols) {
    return switch (mode) {
      case WILD -> new Glob(symbols);
      case LITERAL -> new Glob(Arrays.stream(symbols).map(TextPattern::literal).toArray());
      case FOLDED -> new Glob(Arrays.stream(symbols).map(s -> folded(literal(s))).toArray());
    };
  }

  private static int literal(int symbol) {
    return switch (symbol) {
      case Glob.STAR -> '*';
      case Glob.ONE -> '?';
      default -> symbol;
    };
  }

  private static int folded(int c) {
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  }

  private static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    text.chars().forEach(c -> folded.append((char) folded(c)));
    return folded.toString();
  }
}
