package dev.triggerfish.logs.filterpattern;

import java.util.List;

/**
 * A <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">filter
 * pattern</a> of terms: {@code term} and {@code "a phrase"} must appear, {@code -term} must not,
 * and of {@code ?term ?term} any one must, unless there are terms that must appear. Terms are found
 * anywhere in the message, and case matters. Patterns for JSON, for space-delimited fields and
 * regular expressions are refused.
 */
public final class FilterPattern {

  /** Longest pattern, in characters. */
  public static final int MAX_LENGTH = 1024;

  private final TermSearch required;
  private final TermSearch any;
  private final TermSearch excluded;

  private FilterPattern(List<Term> terms) {
    required = search(terms, Term.Kind.REQUIRED);
    any = search(terms, Term.Kind.ANY);
    excluded = search(terms, Term.Kind.EXCLUDED);
  }

  /**
   * Reads a pattern.
   *
   * @param text empty matches everything
   * @throws InvalidFilterPatternException with AWS's words where they are known
   */
  public static FilterPattern parse(String text) {
    return new FilterPattern(new TermParser(text).terms());
  }

  /** Whether a message matches; takes time linear in its length. */
  public boolean matches(String message) {
    if (!required.isEmpty() && !required.findsAll(message)) {
      return false;
    }
    if (required.isEmpty() && !any.isEmpty() && !any.findsAny(message)) {
      return false;
    }
    return excluded.isEmpty() || !excluded.findsAny(message);
  }

  private static TermSearch search(List<Term> terms, Term.Kind kind) {
    return new TermSearch(
        terms.stream().filter(term -> term.kind() == kind).map(Term::text).distinct().toList());
  }
}
