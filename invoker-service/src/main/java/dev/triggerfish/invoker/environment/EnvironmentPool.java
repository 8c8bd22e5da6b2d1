package dev.triggerfish.invoker.environment;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The environments of one version of a function. It grows with the requests that come at once. */
final class EnvironmentPool {

  /**
   * How long a request waits for an environment that has answered and has not yet asked for its
   * next event: mostly a fraction of a millisecond, and much less than a cold start.
   */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final FunctionVersion version;
  private final EnvironmentFactory factory;
  private final PlatformClock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private final Set<PooledEnvironment> all = new HashSet<>();
  private final ArrayDeque<PooledEnvironment> idle = new ArrayDeque<>();
  private final Set<PooledEnvironment> finishing = new HashSet<>();
  private int waiting;
  private boolean retired;

  EnvironmentPool(FunctionVersion version, EnvironmentFactory factory, PlatformClock clock) {
    this.version = version;
    this.factory = factory;
    this.clock = clock;
  }

  FunctionVersion version() {
    return version;
  }

  /** The environment that was used last, if one is free, or a new one; null if it is retired. */
  <E extends Exception> @Nullable EnvironmentLease lease(StartPermission<E> permission)
      throws E, RuntimeStartException, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (retired) {
        return null;
      }
      var warm = warm();
      if (warm != null) {
        return new EnvironmentLease(this, warm);
      }
    } finally {
      lock.unlock();
    }
    permission.require();
    var made = new PooledEnvironment(factory.create(version), clock.now());
    lock.lock();
    try {
      all.add(made);
    } finally {
      lock.unlock();
    }
    return new EnvironmentLease(this, made);
  }

  private @Nullable PooledEnvironment warm() throws InterruptedException {
    var left = PATIENCE.toNanos();
    while (true) {
      var now = clock.now();
      for (var found = idle.pollFirst(); found != null; found = idle.pollFirst()) {
        if (found.environment().reusable(now)) {
          found.take(now);
          return found;
        }
        discard(found);
      }
      if (waiting >= finishing.size() || left <= 0) {
        return null;
      }
      waiting++;
      try {
        left = freed.awaitNanos(left);
      } finally {
        waiting--;
      }
    }
  }

  /** Its caller has the answer; it is not free yet, but will be soon. */
  void finishing(PooledEnvironment held, long lease) {
    lock.lock();
    try {
      // It may have become free meanwhile, and have been given to somebody else.
      if (!held.isFree() && held.lease() == lease && all.contains(held)) {
        finishing.add(held);
      }
    } finally {
      lock.unlock();
    }
  }

  /** It can serve again, or has proved unable to. */
  void free(PooledEnvironment held) {
    lock.lock();
    try {
      finishing.remove(held);
      var now = clock.now();
      held.release(now);
      if (retired || !held.environment().reusable(now)) {
        discard(held);
      } else {
        idle.addFirst(held);
      }
      freed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Removes what has been idle since before then. */
  void reap(Instant idleBefore) {
    lock.lock();
    try {
      for (var candidate = idle.peekLast();
          candidate != null && !candidate.idleSince().isAfter(idleBefore);
          candidate = idle.peekLast()) {
        idle.removeLast();
        discard(candidate);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Since when the environment that was used least recently is idle; null if none is. */
  @Nullable Instant idleSince() {
    lock.lock();
    try {
      var last = idle.peekLast();
      return last == null ? null : last.idleSince();
    } finally {
      lock.unlock();
    }
  }

  /** No new invocations: what is idle ends now, what runs ends after its invocation. */
  void retire() {
    lock.lock();
    try {
      retired = true;
      while (!idle.isEmpty()) {
        discard(idle.removeFirst());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends everything, running invocations too. */
  void stop() {
    retire();
    for (var environment : environments()) {
      environment.stop();
    }
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return all.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** What a person may see of its environments. */
  List<EnvironmentView> views() {
    lock.lock();
    try {
      return all.stream().map(PooledEnvironment::view).toList();
    } finally {
      lock.unlock();
    }
  }

  List<ExecutionEnvironment> environments() {
    lock.lock();
    try {
      var result = new ArrayList<ExecutionEnvironment>(all.size());
      all.forEach(held -> result.add(held.environment()));
      return result;
    } finally {
      lock.unlock();
    }
  }

  private void discard(PooledEnvironment held) {
    all.remove(held);
    Thread.startVirtualThread(held.environment()::stop);
  }
}
