package dev.triggerfish.invoker.concurrency;

import static dev.triggerfish.invoker.concurrency.ConcurrencyFixtures.ACCOUNT;
import static dev.triggerfish.invoker.concurrency.ConcurrencyFixtures.REGION;
import static dev.triggerfish.invoker.concurrency.ConcurrencyFixtures.function;
import static dev.triggerfish.invoker.concurrency.ConcurrencyFixtures.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.invoker.concurrency.ConcurrencyUsage.AccountUsage;
import dev.triggerfish.invoker.concurrency.ConcurrencyUsage.FunctionUsage;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.testkit.Seed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunningInvocationsTest {

  private static final String ACCOUNT_FULL = "ConcurrentInvocationLimitExceeded";
  private static final String FUNCTION_FULL = "ReservedFunctionConcurrentInvocationLimitExceeded";
  private static final String TOO_FAST = "FunctionInvocationRateLimitExceeded";
  private static final String FUNCTION_TOO_FAST = "ReservedFunctionInvocationRateLimitExceeded";

  private final AtomicLong nanos = new AtomicLong();

  private RunningInvocations account(int limit) {
    return new RunningInvocations(limit, nanos::get);
  }

  private static List<InvocationLease> acquire(
      ConcurrencyLimiter limiter, FunctionVersion version, int count) {
    var leases = new ArrayList<InvocationLease>();
    for (var i = 0; i < count; i++) {
      try {
        leases.add(limiter.acquire(version));
      } catch (ConcurrencyExceededException e) {
        throw new AssertionError(i + " of " + count, e);
      }
    }
    return leases;
  }

  private static void assertRefused(
      ConcurrencyLimiter limiter, FunctionVersion version, String reason) {
    assertThatThrownBy(() -> limiter.acquire(version))
        .isInstanceOfSatisfying(
            ConcurrencyExceededException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void functionsWithoutReservationShareWhatIsNotReserved() {
    var account = account(10);
    account.reserve(id("own"), 3);
    var ones = acquire(account, function("one"), 4);
    acquire(account, function("two"), 3);
    assertRefused(account, function("one"), ACCOUNT_FULL);
    assertRefused(account, function("three"), ACCOUNT_FULL);
    ones.getFirst().close();
    acquire(account, function("three"), 1);
    assertRefused(account, function("three"), ACCOUNT_FULL);
    acquire(account, function("own"), 3);
    assertRefused(account, function("own"), FUNCTION_FULL);
  }

  @Test
  void allVersionsShareAReservation() {
    var account = account(1_000);
    account.reserve(id("fn"), 2);
    acquire(account, function("fn", "1"), 1);
    acquire(account, function("fn"), 1);
    assertRefused(account, function("fn", "1"), FUNCTION_FULL);
    assertRefused(account, function("fn"), FUNCTION_FULL);
    assertRefused(account, function("fn", "2"), FUNCTION_FULL);
  }

  @Test
  void aReservationOfZeroTurnsAFunctionOff() {
    var account = account(1_000);
    account.reserve(id("fn"), 0);
    assertRefused(account, function("fn"), FUNCTION_FULL);
    account.reserve(id("fn"), null);
    acquire(account, function("fn"), 1);
  }

  @Test
  void accountsAndRegionsAreApart() {
    var account = account(1);
    acquire(account, function("fn"), 1);
    assertThat(account.account("111111111111", REGION).running()).isZero();
    assertThat(account.account(ACCOUNT, "eu-west-1").running()).isZero();
    assertThat(account.account(ACCOUNT, REGION).running()).isOne();
    assertThat(account.accounts()).hasSize(1);
  }

  @Test
  void aLimitThatIsRaisedCountsAtOnceAndIsNeverLowered() {
    var account = account(1);
    acquire(account, function("fn"), 1);
    assertRefused(account, function("fn"), ACCOUNT_FULL);
    account.raise(ACCOUNT, REGION, 3);
    account.raise(ACCOUNT, REGION, 2);
    acquire(account, function("fn"), 2);
    assertRefused(account, function("fn"), ACCOUNT_FULL);
  }

  @Test
  void whatRunsGoesOverWhenItsFunctionGetsOrLosesAReservation() {
    var account = account(10);
    var leases = acquire(account, function("fn"), 6);
    account.reserve(id("fn"), 4);
    assertThat(account.account(ACCOUNT, REGION))
        .isEqualTo(new AccountUsage(ACCOUNT, REGION, 10, 6, 6, 0));
    assertRefused(account, function("fn"), FUNCTION_FULL);
    // Six are left unreserved, but what runs above the reservation holds two of them.
    acquire(account, function("other"), 4);
    assertRefused(account, function("other"), ACCOUNT_FULL);
    account.reserve(id("fn"), null);
    assertThat(account.account(ACCOUNT, REGION))
        .isEqualTo(new AccountUsage(ACCOUNT, REGION, 10, 10, 10, 10));
    leases.forEach(InvocationLease::close);
    assertThat(account.account(ACCOUNT, REGION))
        .isEqualTo(new AccountUsage(ACCOUNT, REGION, 10, 10, 4, 4));
  }

  @Test
  void whatStillRunsOfADeletedFunctionCountsUntilItEnds() {
    var account = account(2);
    account.reserve(id("fn"), 2);
    var leases = acquire(account, function("fn"), 2);
    account.forget(id("fn"));
    assertRefused(account, function("other"), ACCOUNT_FULL);
    leases.forEach(InvocationLease::close);
    leases.forEach(InvocationLease::close);
    acquire(account, function("other"), 2);
    assertThat(account.functions()).containsExactly(new FunctionUsage(ACCOUNT, REGION, "other", 2));
  }

  @Test
  void leasesTellHowMuchRanWhenTheyWereGiven() {
    var account = account(100);
    account.reserve(id("own"), 50);
    acquire(account, function("own"), 3);
    acquire(account, function("one"), 2);
    var lease = acquire(account, function("two"), 1).getFirst();
    assertThat(lease.runningOfFunction()).isEqualTo(1);
    assertThat(lease.runningOfAccount()).isEqualTo(6);
    assertThat(lease.runningUnreserved()).isEqualTo(3);
  }

  @Test
  void tenRequestsPerSecondAndReservedExecution() {
    var account = account(1_000);
    account.reserve(id("fn"), 2);
    for (var i = 0; i < 20; i++) {
      acquire(account, function("fn"), 1).forEach(InvocationLease::close);
      nanos.addAndGet(Duration.ofMillis(30).toNanos());
    }
    assertRefused(account, function("fn"), FUNCTION_TOO_FAST);
    assertThat(account.functions()).extracting(FunctionUsage::running).containsExactly(0);
    // The first one is more than a second ago.
    nanos.addAndGet(Duration.ofMillis(402).toNanos());
    acquire(account, function("fn"), 1).forEach(InvocationLease::close);
    assertRefused(account, function("fn"), FUNCTION_TOO_FAST);
  }

  @Test
  void tenRequestsPerSecondAndUnreservedExecution() {
    var account = account(3);
    account.reserve(id("own"), 1);
    for (var i = 0; i < 20; i++) {
      acquire(account, function("fn" + i), 1).forEach(InvocationLease::close);
    }
    assertRefused(account, function("fn"), TOO_FAST);
    acquire(account, function("own"), 1);
    nanos.addAndGet(Duration.ofMillis(1_001).toNanos());
    acquire(account, function("fn"), 1);
  }

  @Test
  void onlyRatesSayWhenToTryAgain() {
    var account = account(1);
    acquire(account, function("fn"), 1);
    assertThatThrownBy(() -> account.acquire(function("fn")))
        .isInstanceOfSatisfying(
            ConcurrencyExceededException.class, e -> assertThat(e.retryAfterSeconds()).isNull());
    account.reserve(id("own"), 1);
    account.raise(ACCOUNT, REGION, 10);
    for (var i = 0; i < 10; i++) {
      acquire(account, function("own"), 1).forEach(InvocationLease::close);
    }
    assertThatThrownBy(() -> account.acquire(function("own")))
        .isInstanceOfSatisfying(
            ConcurrencyExceededException.class,
            e -> assertThat(e.retryAfterSeconds()).isEqualTo(1));
  }

  @Test
  void aThousandNewEnvironmentsWithinTenSecondsForEachFunction() throws Exception {
    var account = account(5_000);
    var lease = acquire(account, function("fn"), 1).getFirst();
    for (var i = 0; i < 1_000; i++) {
      lease.startEnvironment();
      nanos.addAndGet(Duration.ofMillis(5).toNanos());
    }
    assertThatThrownBy(lease::startEnvironment).hasMessage(ACCOUNT_FULL);
    acquire(account, function("other"), 1).getFirst().startEnvironment();
    nanos.addAndGet(Duration.ofMillis(4_999).toNanos());
    assertThatThrownBy(lease::startEnvironment).hasMessage(ACCOUNT_FULL);
    account.reserve(id("fn"), 100);
    assertThatThrownBy(lease::startEnvironment).hasMessage(FUNCTION_FULL);
    nanos.addAndGet(Duration.ofMillis(11).toNanos());
    lease.startEnvironment();
  }

  /** Every state that a sequence of changes and calls leads to is the one that a model has. */
  @Property(tries = 200)
  void countsAgreeWhateverHappens(
      @ForAll @Size(max = 150) List<@IntRange(max = 59) Integer> steps) {
    var account = new RunningInvocations(12, () -> 0L);
    account.raise(ACCOUNT, REGION, 13);
    var held = List.of(held(), held(), held());
    var reserved = new @Nullable Integer[3];
    for (var step : steps) {
      var which = step % 3;
      var action = step / 3;
      if (action < 9) {
        tryAcquire(account, which, held, reserved);
      } else if (action < 16) {
        var lease = held.get(which).poll();
        if (lease != null) {
          lease.close();
        }
      } else if (action < 19) {
        reserved[which] = action - 16;
        account.reserve(id("fn" + which), reserved[which]);
      } else {
        reserved[which] = null;
        account.reserve(id("fn" + which), null);
      }
      assertThat(account.account(ACCOUNT, REGION)).isEqualTo(expected(held, reserved));
    }
  }

  private static Queue<InvocationLease> held() {
    return new ArrayDeque<>();
  }

  private static void tryAcquire(
      RunningInvocations account,
      int which,
      List<Queue<InvocationLease>> held,
      @Nullable Integer[] reserved) {
    var before = expected(held, reserved);
    var own = reserved[which];
    var room =
        before.running() < 13
            && (own == null
                ? before.unreservedRunning() < before.unreservedLimit()
                : held.get(which).size() < own);
    try {
      held.get(which).add(account.acquire(function("fn" + which)));
      assertThat(room).isTrue();
    } catch (ConcurrencyExceededException e) {
      assertThat(room && !e.reason().contains("Rate")).isFalse();
    }
  }

  private static AccountUsage expected(
      List<Queue<InvocationLease>> held, @Nullable Integer[] reserved) {
    var running = 0;
    var unreserved = 0;
    var left = 13;
    for (var i = 0; i < 3; i++) {
      running += held.get(i).size();
      unreserved += reserved[i] == null ? held.get(i).size() : 0;
      left -= reserved[i] == null ? 0 : reserved[i];
    }
    return new AccountUsage(ACCOUNT, REGION, 13, left, running, unreserved);
  }

  /** Invariant 4. Each thread counts for itself, within the time in which it holds its lease. */
  @Test
  void noLimitIsEverExceededUnderManyThreads() throws Exception {
    var account = account(20);
    account.reserve(id("fn0"), 3);
    account.reserve(id("fn1"), 5);
    // Time goes on by itself, so that the rates refuse little.
    var seen = new Seen(account);
    var seeds = Seed.random(RunningInvocationsTest.class);
    var threads = new ArrayList<Future<?>>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 64; i++) {
        var functions = new Random(seeds.nextLong());
        threads.add(executor.submit(() -> seen.callOften(300, functions)));
      }
      // Taking a reservation and giving it back never makes room that there is not.
      for (var i = 0; i < 500; i++) {
        account.reserve(id("fn2"), i % 7);
        account.reserve(id("fn2"), null);
        LockSupport.parkNanos(1_000);
      }
      for (var thread : threads) {
        thread.get();
      }
    }
    assertThat(seen.violations).isEmpty();
    assertThat(seen.admitted.get()).isPositive();
    assertThat(account.account(ACCOUNT, REGION))
        .isEqualTo(new AccountUsage(ACCOUNT, REGION, 20, 12, 0, 0));
  }

  private final class Seen {
    private final RunningInvocations account;
    private final AtomicInteger[] running = new AtomicInteger[4];
    private final AtomicInteger total = new AtomicInteger();
    private final AtomicInteger admitted = new AtomicInteger();
    private final Queue<String> violations = new java.util.concurrent.ConcurrentLinkedQueue<>();

    Seen(RunningInvocations account) {
      this.account = account;
      for (var i = 0; i < running.length; i++) {
        running[i] = new AtomicInteger();
      }
    }

    void callOften(int times, Random functions) {
      for (var i = 0; i < times; i++) {
        nanos.addAndGet(Duration.ofMillis(20).toNanos());
        var which = functions.nextInt(running.length);
        try (var _ = account.acquire(function("fn" + which))) {
          admitted.incrementAndGet();
          check("fn0", running[which].incrementAndGet(), which == 0 ? 3 : 20);
          check("fn1", running[which].get(), which == 1 ? 5 : 20);
          check("account", total.incrementAndGet(), 20);
          LockSupport.parkNanos(1_000);
          total.decrementAndGet();
          running[which].decrementAndGet();
        } catch (ConcurrencyExceededException e) {
          LockSupport.parkNanos(1_000);
        }
      }
    }

    private void check(String what, int count, int limit) {
      if (count > limit) {
        violations.add(what + " " + count);
      }
    }
  }
}
