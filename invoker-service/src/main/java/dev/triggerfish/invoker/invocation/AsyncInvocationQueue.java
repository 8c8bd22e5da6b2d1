package dev.triggerfish.invoker.invocation;

import dev.triggerfish.invoker.function.FunctionName;
import org.jspecify.annotations.Nullable;

/**
 * Where invocations of type Event wait for their turn. Returns only once the event is durable.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html">Asynchronous
 *     invocation</a>
 */
public interface AsyncInvocationQueue {

  /** Takes an event, so that no crash can lose it. */
  void enqueue(QueuedEvent event);

  /**
   * An event.
   *
   * @param requestId UUID, the same for every attempt
   * @param function as addressed; its code is chosen when the event runs
   * @param payload valid JSON
   * @param traceHeader {@code Root=…;Parent=…;Sampled=…}
   * @param cause in which invocation a function caused it, as hops tell it; null if in none
   */
  record QueuedEvent(
      String requestId,
      FunctionName function,
      byte[] payload,
      String traceHeader,
      @Nullable String cause) {}
}
