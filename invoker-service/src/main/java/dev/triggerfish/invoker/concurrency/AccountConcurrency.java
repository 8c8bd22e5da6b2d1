package dev.triggerfish.invoker.concurrency;

import static software.amazon.awssdk.services.lambda.model.ThrottleReason.CONCURRENT_INVOCATION_LIMIT_EXCEEDED;
import static software.amazon.awssdk.services.lambda.model.ThrottleReason.FUNCTION_INVOCATION_RATE_LIMIT_EXCEEDED;
import static software.amazon.awssdk.services.lambda.model.ThrottleReason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED;
import static software.amazon.awssdk.services.lambda.model.ThrottleReason.RESERVED_FUNCTION_INVOCATION_RATE_LIMIT_EXCEEDED;

import dev.triggerfish.invoker.concurrency.ConcurrencyUsage.AccountUsage;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;

/**
 * The concurrency of one account in one region: a pool from which functions with a reservation have
 * their share cut out, while all others share the rest. One lock for all counts, held for some
 * additions each time and never across anything that waits; so they agree with each other at every
 * moment, also while reservations change.
 */
final class AccountConcurrency {

  /** Each environment is thought to serve ten requests per second. */
  private static final int REQUESTS_PER_EXECUTION = 10;

  private static final int STARTS = 1_000;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long STARTS_SPAN = Duration.ofSeconds(10).toNanos();

  private final String accountId;
  private final String region;
  private final LongSupplier nanos;
  private final RateWindow unreservedRequests;
  private int limit;
  private int reserved;
  private int running;
  private int unreservedRunning;

  AccountConcurrency(String accountId, String region, int limit, LongSupplier nanos) {
    this.accountId = accountId;
    this.region = region;
    this.limit = limit;
    this.nanos = nanos;
    this.unreservedRequests = new RateWindow(SECOND, nanos.getAsLong());
  }

  /** One function's share. All that is not final is guarded by the account. */
  static final class Share {

    private static final int NONE = -1;

    final AccountConcurrency account;
    private int reservation = NONE;
    private int running;
    private @Nullable RateWindow requests;
    private @Nullable RateWindow starts;

    Share(AccountConcurrency account) {
      this.account = account;
    }
  }

  /** Admits an invocation. */
  InvocationLease acquire(Share share) throws ConcurrencyExceededException {
    var now = nanos.getAsLong();
    ThrottleReason refusal;
    synchronized (this) {
      refusal = refusal(share, now);
      if (refusal == null) {
        share.running++;
        running++;
        unreservedRunning += share.reservation == Share.NONE ? 1 : 0;
        return new Lease(share, share.running, running, unreservedRunning);
      }
    }
    throw new ConcurrencyExceededException(refusal);
  }

  private @Nullable ThrottleReason refusal(Share share, long now) {
    if (share.reservation == Share.NONE) {
      if (unreservedRunning >= limit - reserved || running >= limit) {
        return CONCURRENT_INVOCATION_LIMIT_EXCEEDED;
      }
      return unreservedRequests.tryTake(now, REQUESTS_PER_EXECUTION * (limit - reserved))
          ? null
          : FUNCTION_INVOCATION_RATE_LIMIT_EXCEEDED;
    }
    if (share.running >= share.reservation) {
      return RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED;
    }
    // Only for a moment, when another reservation was lowered below what runs there.
    if (running >= limit) {
      return CONCURRENT_INVOCATION_LIMIT_EXCEEDED;
    }
    if (share.requests == null) {
      share.requests = new RateWindow(SECOND, now);
    }
    return share.requests.tryTake(now, REQUESTS_PER_EXECUTION * share.reservation)
        ? null
        : RESERVED_FUNCTION_INVOCATION_RATE_LIMIT_EXCEEDED;
  }

  private synchronized void release(Share share) {
    share.running--;
    running--;
    unreservedRunning -= share.reservation == Share.NONE ? 1 : 0;
  }

  /** AWS has no reason of its own for this rate: it reports the concurrency that cannot grow. */
  private void startEnvironment(Share share) throws ConcurrencyExceededException {
    var now = nanos.getAsLong();
    ThrottleReason refusal;
    synchronized (this) {
      if (share.starts == null) {
        share.starts = new RateWindow(STARTS_SPAN, now);
      }
      if (share.starts.tryTake(now, STARTS)) {
        return;
      }
      refusal =
          share.reservation == Share.NONE
              ? CONCURRENT_INVOCATION_LIMIT_EXCEEDED
              : RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED;
    }
    throw new ConcurrencyExceededException(refusal);
  }

  /** Null for none. What runs already goes over into the pool to which it then belongs. */
  synchronized void reserve(Share share, @Nullable Integer executions) {
    if (share.reservation != Share.NONE) {
      reserved -= share.reservation;
      unreservedRunning += share.running;
    }
    share.reservation = executions == null ? Share.NONE : executions;
    if (share.reservation != Share.NONE) {
      reserved += share.reservation;
      unreservedRunning -= share.running;
    }
  }

  synchronized @Nullable Integer reservation(Share share) {
    return share.reservation == Share.NONE ? null : share.reservation;
  }

  synchronized int running(Share share) {
    return share.running;
  }

  synchronized void raise(int higher) {
    limit = Math.max(limit, higher);
  }

  synchronized AccountUsage usage() {
    return new AccountUsage(accountId, region, limit, limit - reserved, running, unreservedRunning);
  }

  /** Closed by one thread, perhaps more than once. */
  private static final class Lease implements InvocationLease {
    private final Share share;
    private final int ofFunction;
    private final int ofAccount;
    private final int unreserved;
    private boolean closed;

    Lease(Share share, int ofFunction, int ofAccount, int unreserved) {
      this.share = share;
      this.ofFunction = ofFunction;
      this.ofAccount = ofAccount;
      this.unreserved = unreserved;
    }

    @Override
    public void startEnvironment() throws ConcurrencyExceededException {
      share.account.startEnvironment(share);
    }

    @Override
    public int runningOfFunction() {
      return ofFunction;
    }

    @Override
    public int runningOfAccount() {
      return ofAccount;
    }

    @Override
    public int runningUnreserved() {
      return unreserved;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        share.account.release(share);
      }
    }
  }
}
