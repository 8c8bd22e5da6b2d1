package dev.triggerfish.invoker.concurrency;

/** The right to run one invocation; given back by closing it, by the thread that holds it. */
public interface InvocationLease extends AutoCloseable {

  /**
   * Takes one from the new environments that the function may have: 1,000 within any 10 seconds.
   *
   * @throws ConcurrencyExceededException if it has had them
   */
  void startEnvironment() throws ConcurrencyExceededException;

  /** Invocations of the function that ran when this one was admitted, with it. */
  int runningOfFunction();

  /** Invocations of the account in the region that ran when this one was admitted, with it. */
  int runningOfAccount();

  /** Those of them whose functions have no concurrency reserved. */
  int runningUnreserved();

  @Override
  void close();
}
