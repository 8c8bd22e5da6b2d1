package dev.triggerfish.invoker.function;

import org.jspecify.annotations.Nullable;

/** Concurrency that is reserved for functions, which a look at a function shows. */
public interface ReservedConcurrency {

  /**
   * Invocations of a function that may run at once, 0 included; null if none are reserved.
   *
   * @param accountId 12 digits
   * @param region such as {@code us-east-1}
   * @param name bare name
   */
  @Nullable Integer of(String accountId, String region, String name);
}
