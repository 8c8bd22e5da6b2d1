package dev.triggerfish.invoker.environment;

import dev.triggerfish.invoker.invocation.Invocation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One invocation in one environment, from its START to its REPORT line. */
final class InvocationRun {

  private final Invocation invocation;
  private final long startedAt;
  private final Runnable onFree;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicBoolean finishing = new AtomicBoolean();
  private volatile long startNanos = System.nanoTime();
  private volatile @Nullable Duration init;
  private volatile @Nullable Future<?> watchdog;
  private volatile boolean answered;
  private volatile @Nullable String tail;

  /**
   * @param startedAt milliseconds since the epoch, platform time
   */
  InvocationRun(Invocation invocation, long startedAt, Runnable onFree) {
    this.invocation = invocation;
    this.startedAt = startedAt;
    this.onFree = onFree;
  }

  Invocation invocation() {
    return invocation;
  }

  long startedAt() {
    return startedAt;
  }

  /** The clock of the function's time-out and of its duration starts here. */
  void begin() {
    startNanos = System.nanoTime();
  }

  void initializedIn(Duration duration) {
    init = duration;
  }

  @Nullable Duration init() {
    return init;
  }

  Duration timeout() {
    return Duration.ofSeconds(invocation.version().timeoutSeconds());
  }

  long deadlineNanos() {
    return startNanos + timeout().toNanos();
  }

  /** Never more than the time-out: killing takes time that is not the function's. */
  Duration duration() {
    var spent = Duration.ofNanos(System.nanoTime() - startNanos);
    return spent.compareTo(timeout()) > 0 ? timeout() : spent;
  }

  /** The caller has its answer; from now on nobody waits for the end but the watchdog. */
  void answered() {
    answered = true;
  }

  boolean isAnswered() {
    return answered;
  }

  void keepTail(String text) {
    tail = text;
  }

  /** The end of its log, once it is finished and if it was asked for. */
  @Nullable String tail() {
    return tail;
  }

  void watchedBy(Future<?> future) {
    watchdog = future;
    if (finishing.get()) {
      future.cancel(false);
    }
  }

  /** True for the one that is to finish it. */
  boolean claimFinish() {
    var first = finishing.compareAndSet(false, true);
    var future = watchdog;
    if (first && future != null) {
      future.cancel(false);
    }
    return first;
  }

  void finished() {
    try {
      onFree.run();
    } finally {
      finished.countDown();
    }
  }

  void awaitFinished() throws InterruptedException {
    finished.await();
  }
}
