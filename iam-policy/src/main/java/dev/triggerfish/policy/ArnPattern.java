package dev.triggerfish.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * An ARN with wildcards, compared component by component, so that a {@code *} never reaches over a
 * colon but in the last one. Components that are left out match anything, as in {@code
 * arn:aws:lambda}. Case matters.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">Resource</a>
 */
final class ArnPattern {

  /** One for each component given, or a single one for the whole text where it is no ARN. */
  private final List<TextPattern> patterns;

  private final boolean whole;

  private ArnPattern(List<TextPattern> patterns, boolean whole) {
    this.patterns = List.copyOf(patterns);
    this.whole = whole;
  }

  static ArnPattern of(String text, boolean variables) {
    if (!text.startsWith("arn:")) {
      return new ArnPattern(List.of(TextPattern.wild(text, variables)), true);
    }
    List<TextPattern> patterns = new ArrayList<>(ArnComponents.COUNT);
    for (String component : components(text, variables)) {
      patterns.add(TextPattern.wild(component, variables));
    }
    return new ArnPattern(patterns, false);
  }

  boolean resolvable(EvaluationContext context) {
    return patterns.stream().allMatch(pattern -> pattern.resolvable(context));
  }

  boolean matches(ArnComponents arn, EvaluationContext context) {
    if (whole) {
      return patterns.getFirst().matches(arn.text(), context);
    }
    String[] components = arn.components();
    if (components == null) {
      return false;
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (!patterns.get(i).matches(components[i], context)) {
        return false;
      }
    }
    return true;
  }

  /** Cuts at the first five colons that are not within a variable. */
  private static List<String> components(String text, boolean variables) {
    List<String> components = new ArrayList<>(ArnComponents.COUNT);
    int start = 0;
    int at = 0;
    while (at < text.length() && components.size() < ArnComponents.COUNT - 1) {
      int close = variables && text.startsWith("${", at) ? text.indexOf('}', at) : -1;
      if (close > 0) {
        at = close;
      } else if (text.charAt(at) == ':') {
        components.add(text.substring(start, at));
        start = at + 1;
      }
      at++;
    }
    components.add(text.substring(start));
    return components;
  }
}
