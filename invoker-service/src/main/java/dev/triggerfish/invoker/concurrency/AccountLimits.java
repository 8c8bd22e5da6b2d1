package dev.triggerfish.invoker.concurrency;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many invocations may run at once per account and region, and how that has been raised.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a>
 */
public interface AccountLimits {

  /** The most that an account can have. */
  int HIGHEST = 999_999;

  /** What an account has that has not asked for more. */
  int initial();

  /** What an account has in a region. */
  int of(String accountId, String region);

  /** Raises a limit durably and at once; false if it is not higher than what there is. */
  boolean raise(Increase increase);

  /** An increase by its id, or null. */
  @Nullable Increase find(String accountId, String region, String id);

  /**
   * Increases of an account in a region, the last one first.
   *
   * @param below only those to fewer executions than this, which is where a page begins
   * @param most how many at most
   */
  List<Increase> increases(String accountId, String region, int below, int most);

  /**
   * One increase.
   *
   * @param accountId 12 digits
   * @param region such as {@code us-east-1}
   * @param executions the new limit, at most {@link #HIGHEST}
   * @param id of the request
   * @param requested platform time
   * @param requester ARN of who asked
   */
  record Increase(
      String accountId,
      String region,
      int executions,
      String id,
      Instant requested,
      String requester) {}
}
