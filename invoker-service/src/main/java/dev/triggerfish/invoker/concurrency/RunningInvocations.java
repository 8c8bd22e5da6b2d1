package dev.triggerfish.invoker.concurrency;

import dev.triggerfish.invoker.concurrency.AccountConcurrency.Share;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The limits and what runs, from memory. Rates are measured in wall time: they are about real load,
 * and moving the platform's clock neither makes nor takes any.
 */
final class RunningInvocations implements ConcurrencyLimiter, ConcurrencyUsage {

  private final int initialLimit;
  private final LongSupplier nanos;
  private final ConcurrentHashMap<Account, AccountConcurrency> accounts = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<FunctionId, Share> functions = new ConcurrentHashMap<>();

  /**
   * @param initialLimit of accounts that have not asked for more
   * @param nanos wall time, as {@link System#nanoTime()} has it
   */
  RunningInvocations(int initialLimit, LongSupplier nanos) {
    this.initialLimit = initialLimit;
    this.nanos = nanos;
  }

  private record Account(String accountId, String region) {}

  @Override
  public InvocationLease acquire(FunctionVersion version) throws ConcurrencyExceededException {
    var share = share(FunctionId.of(version));
    return share.account.acquire(share);
  }

  /** Sets or removes a reservation. */
  void reserve(FunctionId function, @Nullable Integer executions) {
    var share = share(function);
    share.account.reserve(share, executions);
  }

  @Nullable Integer reservation(FunctionId function) {
    var share = functions.get(function);
    return share == null ? null : share.account.reservation(share);
  }

  @Override
  public boolean isReserved(FunctionVersion version) {
    return reservation(FunctionId.of(version)) != null;
  }

  @Override
  public boolean isTurnedOff(FunctionKey function) {
    var reserved =
        reservation(new FunctionId(function.accountId(), function.region(), function.name()));
    return reserved != null && reserved == 0;
  }

  /** A function is gone. What still runs of it counts until it ends. */
  void forget(FunctionId function) {
    var share = functions.remove(function);
    if (share != null) {
      share.account.reserve(share, null);
    }
  }

  void raise(String accountId, String region, int limit) {
    of(new Account(accountId, region)).raise(limit);
  }

  @Override
  public AccountUsage account(String accountId, String region) {
    // Not kept for whoever only asks: clients choose the names of regions.
    var account = accounts.get(new Account(accountId, region));
    return account == null
        ? new AccountUsage(accountId, region, initialLimit, initialLimit, 0, 0)
        : account.usage();
  }

  @Override
  public List<AccountUsage> accounts() {
    return accounts.values().stream().map(AccountConcurrency::usage).toList();
  }

  @Override
  public List<FunctionUsage> functions() {
    return functions.entrySet().stream()
        .map(
            entry -> {
              var id = entry.getKey();
              var running = entry.getValue().account.running(entry.getValue());
              return new FunctionUsage(id.accountId(), id.region(), id.name(), running);
            })
        .toList();
  }

  private Share share(FunctionId function) {
    var share = functions.get(function);
    return share != null ? share : functions.computeIfAbsent(function, this::newShare);
  }

  private Share newShare(FunctionId function) {
    var account = of(new Account(function.accountId(), function.region()));
    return new Share(account);
  }

  private AccountConcurrency of(Account account) {
    return accounts.computeIfAbsent(
        account, key -> new AccountConcurrency(key.accountId(), key.region(), initialLimit, nanos));
  }
}
