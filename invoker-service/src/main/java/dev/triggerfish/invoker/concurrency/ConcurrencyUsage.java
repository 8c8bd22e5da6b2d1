package dev.triggerfish.invoker.concurrency;

import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.util.List;

/**
 * How much concurrency is in use at this moment, of everything that this process has run. The peaks
 * between two looks are seen by whoever looks at each {@link InvocationLease} instead.
 */
public interface ConcurrencyUsage {

  /** Every account and region in which something has run or is reserved. */
  List<AccountUsage> accounts();

  /** Every function that has run, or has concurrency reserved, and still exists. */
  List<FunctionUsage> functions();

  /**
   * One account in one region; also before anything has run there.
   *
   * @param accountId 12 digits
   * @param region such as {@code us-east-1}
   */
  AccountUsage account(String accountId, String region);

  /** Whether a function has concurrency of its own; as cheap as admitting an invocation. */
  boolean isReserved(FunctionVersion version);

  /** Whether a function is turned off: what is reserved for it is 0. */
  boolean isTurnedOff(FunctionKey function);

  /**
   * An account in a region.
   *
   * @param accountId 12 digits
   * @param region such as {@code us-east-1}
   * @param limit invocations that may run at once, 1 to 999,999
   * @param unreservedLimit what is left of that for functions without a reservation
   * @param running invocations that run: AWS's metric {@code ConcurrentExecutions} without
   *     dimensions
   * @param unreservedRunning those of them whose functions have no reservation: {@code
   *     UnreservedConcurrentExecutions}
   */
  record AccountUsage(
      String accountId,
      String region,
      int limit,
      int unreservedLimit,
      int running,
      int unreservedRunning) {}

  /**
   * A function, all versions and aliases together.
   *
   * @param accountId 12 digits
   * @param region such as {@code us-east-1}
   * @param name bare name
   * @param running invocations that run: {@code ConcurrentExecutions} by {@code FunctionName}
   */
  record FunctionUsage(String accountId, String region, String name, int running) {}
}
