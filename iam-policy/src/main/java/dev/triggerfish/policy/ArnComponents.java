package dev.triggerfish.policy;

import org.jspecify.annotations.Nullable;

/**
 * An ARN's six components; the last may hold further colons.
 *
 * @param text the ARN as a whole
 * @param components null if the text is no ARN
 */
record ArnComponents(String text, String @Nullable [] components) {

  static final int COUNT = 6;

  static ArnComponents of(String text) {
    if (!text.startsWith("arn:")) {
      return new ArnComponents(text, null);
    }
    String[] components = text.split(":", COUNT);
    return new ArnComponents(text, components.length == COUNT ? components : null);
  }
}
