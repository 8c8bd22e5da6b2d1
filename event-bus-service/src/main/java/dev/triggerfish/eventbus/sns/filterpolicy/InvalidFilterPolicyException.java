package dev.triggerfish.eventbus.sns.filterpolicy;

/** The text is no filter policy. The message is AWS's reason. */
public final class InvalidFilterPolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  InvalidFilterPolicyException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** In AWS's words. */
  public String reason() {
    return reason;
  }
}
