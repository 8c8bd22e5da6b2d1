package dev.triggerfish.invoker.concurrency;

import dev.triggerfish.invoker.function.FunctionChanges;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.function.ReservedConcurrency;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reservations and raised limits: every change becomes durable first and then counts for
 * invocations, one change at a time. What runs is never asked for by these; it is told.
 */
final class ConcurrencySettings implements AccountLimits, ReservedConcurrency, FunctionChanges {

  private static final int UNRESERVED_MINIMUM = 100;

  /** For accounts whose whole concurrency is hardly more than the usual minimum. */
  private static final int SMALL_ACCOUNTS_MINIMUM = 10;

  private final ConcurrencyStore store;
  private final RunningInvocations invocations;
  private final int initial;
  private final ReentrantLock changing = new ReentrantLock();

  ConcurrencySettings(ConcurrencyStore store, RunningInvocations invocations, int initial) {
    this.store = store;
    this.invocations = invocations;
    this.initial = initial;
    store
        .highest()
        .forEach(each -> invocations.raise(each.accountId(), each.region(), each.executions()));
    store.reservations().forEach(invocations::reserve);
  }

  /** Reserves concurrency for a function, in place of what it had. */
  void reserve(FunctionId function, int executions) {
    changing.lock();
    try {
      var before = store.reservation(function);
      var others =
          store.reserved(function.accountId(), function.region()) - (before == null ? 0 : before);
      var limit = of(function.accountId(), function.region());
      var minimum = minimum(limit);
      if (limit - others - executions < minimum) {
        throw ConcurrencyErrors.tooLittleLeft(minimum);
      }
      if (!store.reserve(function, executions)) {
        throw ConcurrencyErrors.notFound(function);
      }
      invocations.reserve(function, executions);
    } finally {
      changing.unlock();
    }
  }

  private static int minimum(int limit) {
    return limit > UNRESERVED_MINIMUM
        ? UNRESERVED_MINIMUM
        : Math.min(limit, SMALL_ACCOUNTS_MINIMUM);
  }

  void unreserve(FunctionId function) {
    changing.lock();
    try {
      store.unreserve(function);
      invocations.reserve(function, null);
    } finally {
      changing.unlock();
    }
  }

  @Override
  public @Nullable Integer of(String accountId, String region, String name) {
    return store.reservation(new FunctionId(accountId, region, name));
  }

  @Override
  public int initial() {
    return initial;
  }

  @Override
  public int of(String accountId, String region) {
    return invocations.account(accountId, region).limit();
  }

  @Override
  public boolean raise(Increase increase) {
    changing.lock();
    try {
      if (increase.executions() <= of(increase.accountId(), increase.region())) {
        return false;
      }
      store.add(increase);
      invocations.raise(increase.accountId(), increase.region(), increase.executions());
      return true;
    } finally {
      changing.unlock();
    }
  }

  @Override
  public @Nullable Increase find(String accountId, String region, String id) {
    return store.find(accountId, region, id);
  }

  @Override
  public List<Increase> increases(String accountId, String region, int below, int most) {
    return store.increases(accountId, region, below, most);
  }

  @Override
  public void functionUpdated(String retiredDeploymentId, FunctionVersion current) {}

  /** The reservation went with the function, unless that has been made again meanwhile. */
  @Override
  public void functionDeleted(FunctionVersion last) {
    var function = FunctionId.of(last);
    changing.lock();
    try {
      invocations.forget(function);
      var reservation = store.reservation(function);
      if (reservation != null) {
        invocations.reserve(function, reservation);
      }
    } finally {
      changing.unlock();
    }
  }
}
