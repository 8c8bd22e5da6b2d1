package dev.triggerfish.invoker.environment;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Timers of running functions, in wall time. Tasks run on virtual threads and may block. */
final class WallTimers implements AutoCloseable {

  private final ScheduledThreadPoolExecutor timer;

  WallTimers() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("environment-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  Future<?> after(long nanos, Runnable task) {
    return timer.schedule(() -> Thread.startVirtualThread(task), nanos, TimeUnit.NANOSECONDS);
  }

  void every(Duration period, Runnable task) {
    var nanos = period.toNanos();
    // It ends with the timer; failures are told by the task's own thread.
    var _ =
        timer.scheduleWithFixedDelay(
            () -> Thread.startVirtualThread(task), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
