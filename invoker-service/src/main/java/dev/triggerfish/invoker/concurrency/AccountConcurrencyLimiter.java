package dev.triggerfish.invoker.concurrency;

import dev.triggerfish.invoker.function.FunctionVersion;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The account's limit per region, within this process. */
final class AccountConcurrencyLimiter implements ConcurrencyLimiter {

  private final int limit;
  private final ConcurrentHashMap<Account, AtomicInteger> running = new ConcurrentHashMap<>();

  AccountConcurrencyLimiter(int limit) {
    this.limit = limit;
  }

  @Override
  public InvocationLease acquire(FunctionVersion version) throws ConcurrencyExceededException {
    var count =
        running.computeIfAbsent(
            new Account(version.accountId(), version.region()), account -> new AtomicInteger());
    if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      throw new ConcurrencyExceededException("ConcurrentInvocationLimitExceeded");
    }
    return new Lease(count);
  }

  private record Account(String accountId, String region) {}

  private static final class Lease implements InvocationLease {
    private final AtomicInteger count;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Lease(AtomicInteger count) {
      this.count = count;
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        count.decrementAndGet();
      }
    }
  }
}
