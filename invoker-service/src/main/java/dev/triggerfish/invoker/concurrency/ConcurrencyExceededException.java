package dev.triggerfish.invoker.concurrency;

/** A concurrency limit was reached. */
public final class ConcurrencyExceededException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  ConcurrencyExceededException(String reason) {
    // An everyday answer under load, not an incident: no stack trace.
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** As AWS names it in {@code Reason}, such as {@code ConcurrentInvocationLimitExceeded}. */
  public String reason() {
    return reason;
  }
}
