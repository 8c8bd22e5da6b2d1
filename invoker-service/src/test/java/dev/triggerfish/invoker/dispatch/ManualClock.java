package dev.triggerfish.invoker.dispatch;

import dev.triggerfish.aws.clock.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Platform time that moves when a test says so. Tasks run on the test's thread. */
public final class ManualClock implements PlatformClock {

  private final List<Scheduled> tasks = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized Task schedule(Duration delay, Runnable task) {
    var scheduled = new Scheduled(now.plus(delay), task);
    tasks.add(scheduled);
    return () -> cancel(scheduled);
  }

  private synchronized void cancel(Scheduled scheduled) {
    tasks.remove(scheduled);
  }

  /** Moves on, and runs what comes due, each at its time. */
  public void advance(Duration by) {
    var target = now().plus(by);
    for (var due = next(target); due != null; due = next(target)) {
      due.task().run();
    }
    synchronized (this) {
      now = target;
    }
  }

  private synchronized @Nullable Scheduled next(Instant until) {
    var due =
        tasks.stream()
            .filter(task -> !task.at().isAfter(until))
            .min(Comparator.comparing(Scheduled::at))
            .orElse(null);
    if (due != null) {
      tasks.remove(due);
      now = due.at().isAfter(now) ? due.at() : now;
    }
    return due;
  }

  private record Scheduled(Instant at, Runnable task) {}
}
