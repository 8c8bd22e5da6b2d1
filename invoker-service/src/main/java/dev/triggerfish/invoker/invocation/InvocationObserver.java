package dev.triggerfish.invoker.invocation;

/**
 * Is told how invocations go. Called on the threads that run them: it must not block, nor throw.
 */
public interface InvocationObserver {

  /** An invocation was admitted; it counts as running until it is closed. */
  Running started(Invocation invocation);

  /** An invocation was refused because of a concurrency limit. */
  void throttled(Invocation invocation);

  /** An invocation has its outcome: the function ran, or tried to. */
  void ran(Invocation invocation, InvocationOutcome.Ran outcome);

  /** An invocation is over; its REPORT line says the same. */
  void reported(InvocationReport report);

  /** Holds an invocation in the count of those that run. */
  interface Running extends AutoCloseable {
    @Override
    void close();
  }
}
