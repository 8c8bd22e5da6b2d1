package dev.triggerfish.eventbus.sns.filterpolicy;

import dev.triggerfish.pattern.InvalidPatternException;

/** SNS's words for what the engine finds wrong with a policy. */
final class FilterPolicyErrors {

  private static final int LONGEST_EXCERPT = 500;

  private FilterPolicyErrors() {}

  static InvalidFilterPolicyException of(InvalidPatternException e, String document) {
    var noJson = e.noJson();
    if (noJson != null) {
      return new InvalidFilterPolicyException(JsonErrors.parseError(noJson));
    }
    var at = e.location();
    return new InvalidFilterPolicyException(
        at == null
            ? e.problem()
            : e.problem()
                + "\n at [Source: (String)\""
                + excerpt(document)
                + "\"; line: "
                + at.getLineNr()
                + ", column: "
                + at.getColumnNr()
                + "]");
  }

  private static String excerpt(String document) {
    return document.length() <= LONGEST_EXCERPT
        ? document
        : document.substring(0, LONGEST_EXCERPT)
            + "[truncated "
            + (document.length() - LONGEST_EXCERPT)
            + " chars]";
  }
}
