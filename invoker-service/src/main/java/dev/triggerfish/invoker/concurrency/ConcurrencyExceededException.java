package dev.triggerfish.invoker.concurrency;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;

/** A concurrency limit, or a rate that follows from it, was reached. */
public final class ConcurrencyExceededException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ThrottleReason reason;

  ConcurrencyExceededException(ThrottleReason reason) {
    // An everyday answer under load, not an incident: no stack trace.
    super(reason.toString(), null, false, false);
    this.reason = reason;
  }

  /** As AWS names it in {@code Reason}, such as {@code ConcurrentInvocationLimitExceeded}. */
  public String reason() {
    return Objects.requireNonNull(reason.toString());
  }

  /**
   * Seconds until it makes sense to try again; null if nobody knows, as running invocations have to
   * end first.
   */
  public @Nullable Integer retryAfterSeconds() {
    return switch (reason) {
      case FUNCTION_INVOCATION_RATE_LIMIT_EXCEEDED,
          RESERVED_FUNCTION_INVOCATION_RATE_LIMIT_EXCEEDED ->
          1;
      default -> null;
    };
  }
}
