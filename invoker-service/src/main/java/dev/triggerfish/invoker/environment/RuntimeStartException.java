package dev.triggerfish.invoker.environment;

import org.jspecify.annotations.Nullable;

/** A runtime could not be started, through no fault of the function's. */
public final class RuntimeStartException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what is missing, or what the system said. */
  public RuntimeStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
