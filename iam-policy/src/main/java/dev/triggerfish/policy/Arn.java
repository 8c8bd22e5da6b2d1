package dev.triggerfish.policy;

import org.jspecify.annotations.Nullable;

/**
 * An ARN's six components; the last may hold further colons.
 *
 * @param text the ARN as a whole
 * @param components null if the text is no ARN
 */
record Arn(String text, String @Nullable [] components) {

  static final int COMPONENTS = 6;

  static Arn of(String text) {
    if (!text.startsWith("arn:")) {
      return new Arn(text, null);
    }
    String[] components = text.split(":", COMPONENTS);
    return new Arn(text, components.length == COMPONENTS ? components : null);
  }
}
