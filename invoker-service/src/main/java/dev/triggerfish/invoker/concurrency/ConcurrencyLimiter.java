package dev.triggerfish.invoker.concurrency;

import dev.triggerfish.invoker.function.FunctionVersion;

/**
 * Admits invocations as far as the limits allow: the account's concurrency, or what is reserved for
 * the function, and ten times as many requests within any second.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html">Lambda
 *     function scaling</a>
 */
public interface ConcurrencyLimiter {

  /**
   * Takes one from the account's or the function's concurrency.
   *
   * @throws ConcurrencyExceededException at a limit
   */
  InvocationLease acquire(FunctionVersion version) throws ConcurrencyExceededException;
}
