package dev.triggerfish.invoker.invocation;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How an invocation ended. The type says who is to blame, and so whether an event is tried again
 * and at whose cost: the function ({@link FunctionError}), its owner ({@link Refused}), or the
 * platform ({@link PlatformFailed}).
 */
public sealed interface InvocationOutcome {

  /** The function ran, or tried to: there is a payload for the caller, and time to bill. */
  sealed interface Ran extends InvocationOutcome {

    /** What the caller gets. */
    byte[] payload();

    /** How it went. */
    Execution execution();
  }

  /**
   * The function answered.
   *
   * @param payload the runtime's bytes
   * @param execution how it went
   */
  record Succeeded(byte[] payload, Execution execution) implements Ran {}

  /** The function is to blame; the caller is told so by {@code X-Amz-Function-Error}. */
  sealed interface FunctionError extends Ran {}

  /**
   * The runtime reported an error: of the handler, or while the function was being loaded.
   *
   * @param payload the runtime's bytes
   * @param execution how it went
   */
  record HandlerFailed(byte[] payload, Execution execution) implements FunctionError {}

  /**
   * The function did not end in time and was killed.
   *
   * @param message with the request id and the time
   * @param execution how it went
   */
  record TimedOut(String message, Execution execution) implements FunctionError {
    @Override
    public byte[] payload() {
      return errorObject("Sandbox.Timedout", message);
    }
  }

  /**
   * The runtime's process ended on its own.
   *
   * @param message with the request id and the exit status
   * @param errorType {@code Runtime.ExitError}, or {@code Runtime.OutOfMemory}
   * @param execution how it went
   */
  record Exited(String message, String errorType, Execution execution) implements FunctionError {
    @Override
    public byte[] payload() {
      return errorObject(errorType, message);
    }
  }

  /**
   * The answer is larger than an answer may be.
   *
   * @param message with the limit
   * @param execution how it went
   */
  record ResponseTooLarge(String message, Execution execution) implements FunctionError {
    @Override
    public byte[] payload() {
      var text =
          "{\"errorMessage\":\"" + message + "\",\"errorType\":\"Function.ResponseSizeTooLarge\"}";
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Nothing ran, because of a limit or a setting of the function's owner. */
  sealed interface Refused extends InvocationOutcome {}

  /**
   * A concurrency limit, or a rate that follows from it, was reached.
   *
   * @param reason as AWS names it in {@code Reason}
   * @param retryAfterSeconds when it makes sense to try again; null if nobody knows
   */
  record Throttled(String reason, @Nullable Integer retryAfterSeconds) implements Refused {

    /** Until something that runs has ended. */
    public Throttled(String reason) {
      this(reason, null);
    }
  }

  /**
   * Lambda may not assume the execution role.
   *
   * @param message what STS said
   */
  record RoleRefused(String message) implements Refused {}

  /**
   * The platform is to blame; the function did not get to run.
   *
   * @param message for the log, not for the caller
   */
  record PlatformFailed(String message) implements InvocationOutcome {}

  private static byte[] errorObject(String type, String message) {
    // Both are the platform's own texts: there is nothing in them to escape.
    var text = "{\"errorType\":\"" + type + "\",\"errorMessage\":\"" + message + "\"}";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
