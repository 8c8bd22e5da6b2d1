package dev.triggerfish.eventbus.filterpolicy;

/** The text is no filter policy. The message is AWS's reason. */
public final class InvalidFilterPolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidFilterPolicyException(String message) {
    super(message);
  }
}
