package dev.triggerfish.eventbus.sns.filterpolicy;

import org.jspecify.annotations.Nullable;

/** What of a message a policy looks at. */
public enum FilterPolicyScope {
  MESSAGE_ATTRIBUTES("MessageAttributes"),
  MESSAGE_BODY("MessageBody");

  private final String text;

  FilterPolicyScope(String text) {
    this.text = text;
  }

  /** The scope of a name, or null if it is none. */
  public static @Nullable FilterPolicyScope of(String text) {
    for (var scope : values()) {
      if (scope.text.equals(text)) {
        return scope;
      }
    }
    return null;
  }
}
