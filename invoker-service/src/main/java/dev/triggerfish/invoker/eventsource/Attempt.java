package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of a function with a batch.
 *
 * @param requestId of the invocation
 * @param outcome how it ended
 */
record Attempt(String requestId, InvocationOutcome outcome) {

  static final String OK = "OK";

  /** A fault of the platform's own. */
  static final String INTERNAL =
      "PROBLEM: internal Lambda error. Please contact Lambda customer support.";

  private static final int LONGEST_ERROR = 300;

  /** Whether the function itself failed. */
  boolean hasFailed() {
    return outcome instanceof InvocationOutcome.FunctionError;
  }

  /** The version that ran. */
  String version() {
    return outcome instanceof InvocationOutcome.Ran ran
        ? ran.execution().version()
        : FunctionVersion.LATEST;
  }

  /** What the function answered, if it ran without an error. */
  byte @Nullable [] answer() {
    return outcome instanceof InvocationOutcome.Succeeded succeeded ? succeeded.payload() : null;
  }

  /** What the mapping's owner is told. */
  String result(BatchOutcome batch) {
    return switch (outcome) {
      case InvocationOutcome.Succeeded _ ->
          batch instanceof BatchOutcome.Succeeded ? OK : "PROBLEM: Function call failed";
      case InvocationOutcome.FunctionError _ -> "PROBLEM: Function call failed";
      case InvocationOutcome.Throttled throttled ->
          "PROBLEM: Function call was throttled: " + throttled.reason();
      case InvocationOutcome.RoleRefused _ ->
          "PROBLEM: Lambda failed to assume your function execution role.";
      case InvocationOutcome.PlatformFailed _ -> INTERNAL;
    };
  }

  /** The same in a sentence for those who follow a record. */
  String text() {
    return switch (outcome) {
      case InvocationOutcome.Succeeded _ -> "the function answered";
      case InvocationOutcome.FunctionError error -> "the function failed: " + beginning(error);
      case InvocationOutcome.Throttled throttled -> "throttled: " + throttled.reason();
      case InvocationOutcome.RoleRefused refused ->
          "the execution role cannot be assumed: " + refused.message();
      case InvocationOutcome.PlatformFailed failed -> "the platform failed: " + failed.message();
    };
  }

  private static String beginning(InvocationOutcome.FunctionError error) {
    var text = new String(error.payload(), StandardCharsets.UTF_8);
    return text.substring(0, Math.min(text.length(), LONGEST_ERROR));
  }
}
