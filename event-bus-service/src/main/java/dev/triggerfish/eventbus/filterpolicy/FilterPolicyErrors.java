package dev.triggerfish.eventbus.filterpolicy;

import tools.jackson.core.JsonParser;

/** Errors at the token that was read last. */
final class FilterPolicyErrors {

  private static final int LONGEST_EXCERPT = 500;

  private final JsonParser parser;
  private final String document;

  FilterPolicyErrors(JsonParser parser, String document) {
    this.parser = parser;
    this.document = document;
  }

  InvalidFilterPolicyException here(String message) {
    var at = parser.currentLocation();
    var excerpt =
        document.length() <= LONGEST_EXCERPT
            ? document
            : document.substring(0, LONGEST_EXCERPT)
                + "[truncated "
                + (document.length() - LONGEST_EXCERPT)
                + " chars]";
    return new InvalidFilterPolicyException(
        message
            + "\n at [Source: (String)\""
            + excerpt
            + "\"; line: "
            + at.getLineNr()
            + ", column: "
            + at.getColumnNr()
            + "]");
  }
}
