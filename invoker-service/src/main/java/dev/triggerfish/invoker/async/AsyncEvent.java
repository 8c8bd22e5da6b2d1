package dev.triggerfish.invoker.async;

import dev.triggerfish.delivery.DueItem;
import dev.triggerfish.invoker.destination.Completion;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is kept.
 *
 * @param requestId UUID, the same for every attempt
 * @param function as addressed
 * @param payload valid JSON
 * @param traceHeader of its chain
 * @param received milliseconds since the epoch, platform time
 * @param invocations how often the function has run with it
 * @param waits how often it was put off since its function ran last, at nobody's cost
 * @param completion how it ended; null while it has not
 */
record AsyncEvent(
    String requestId,
    FunctionName function,
    byte[] payload,
    String traceHeader,
    long received,
    int invocations,
    int waits,
    @Nullable Completion completion)
    implements DueItem {

  /** Begins the lanes of those who are told how events ended. */
  static final String TOLD = "to ";

  static AsyncEvent received(
      String requestId, FunctionName function, byte[] payload, String traceHeader, long received) {
    return new AsyncEvent(requestId, function, payload, traceHeader, received, 0, 0, null);
  }

  FunctionKey key() {
    return FunctionKey.of(function);
  }

  @Override
  public String id() {
    return requestId;
  }

  /** Its function's, or that of the first who is still to be told how it ended. */
  @Override
  public String lane() {
    return completion == null || completion.targets().isEmpty()
        ? key().arn(null)
        : TOLD + completion.targets().getFirst().arn();
  }

  /** The function's ARN as it was addressed. */
  String functionArn() {
    return key().arn(function.qualifier());
  }

  /** After a run of the function. */
  AsyncEvent invoked() {
    return new AsyncEvent(
        requestId, function, payload, traceHeader, received, invocations + 1, 0, completion);
  }

  /** Put off. */
  AsyncEvent waited() {
    return new AsyncEvent(
        requestId, function, payload, traceHeader, received, invocations, waits + 1, completion);
  }

  /** Ended. */
  AsyncEvent ended(Completion how) {
    return ended(how, 0);
  }

  /** Ended, with some still to be told, who could not be told so often already. */
  AsyncEvent ended(Completion how, int tries) {
    return new AsyncEvent(
        requestId, function, payload, traceHeader, received, invocations, tries, how);
  }
}
