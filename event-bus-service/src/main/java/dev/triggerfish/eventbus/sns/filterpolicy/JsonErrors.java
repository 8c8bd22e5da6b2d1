package dev.triggerfish.eventbus.sns.filterpolicy;

import tools.jackson.core.JacksonException;

/** What SNS says of attributes that are no JSON. */
public final class JsonErrors {

  private JsonErrors() {}

  /** In AWS's words, which are those of an older Jackson. */
  public static String parseError(JacksonException e) {
    var at = e.getLocation();
    return "failed to parse JSON. "
        + e.getOriginalMessage().replace("property name", "field name")
        + "\n"
        + " at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: "
        + (at == null ? 1 : at.getLineNr())
        + ", column: "
        + (at == null ? 1 : at.getColumnNr())
        + "]";
  }
}
