package dev.triggerfish.eventbus.filterpolicy;

import tools.jackson.core.JacksonException;

/** What SNS says of attributes that are no JSON. */
public final class JsonErrors {

  private JsonErrors() {}

  /** In AWS's words, which are those of an older Jackson. */
  public static String parseError(JacksonException e) {
    return "failed to parse JSON. "
        + String.valueOf(e.getMessage()).replace("property name", "field name");
  }
}
