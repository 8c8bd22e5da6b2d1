package dev.triggerfish.eventbus.sns.filterpolicy;

/** A policy on attributes has levels, which attributes do not have. */
public final class NestedFilterPolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** In AWS's words. */
  public static final String REASON =
      "Filter policy scope MessageAttributes does not support nested filter policy";

  NestedFilterPolicyException() {
    super(REASON);
  }
}
