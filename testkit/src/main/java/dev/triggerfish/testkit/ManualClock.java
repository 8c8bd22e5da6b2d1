package dev.triggerfish.testkit;

import dev.triggerfish.aws.clock.PlatformClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Platform time that stands still until a test advances it. What is scheduled runs on the thread
 * that advances, each task at its own time, in order.
 */
public final class ManualClock implements PlatformClock {

  /** The time at which a clock begins. It is no whole second: what is cut off shows. */
  public static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");

  private final List<Scheduled> tasks = new ArrayList<>();
  private Instant now;

  /** A clock that begins at {@link #START}. */
  public ManualClock() {
    this(START);
  }

  /** A clock that begins at another time. */
  public ManualClock(Instant start) {
    this.now = start;
  }

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

  /** Moves on, and runs what comes due, also what is scheduled by what runs. */
  public void advance(Duration by) {
    var target = now().plus(by);
    for (var due = next(target); due != null; due = next(target)) {
      due.task().run();
    }
    synchronized (this) {
      now = target;
    }
  }

  /** Drops what is scheduled, as the end of a process does. */
  public synchronized void forgetTasks() {
    tasks.clear();
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

  // A class, because two tasks at one time are two.
  private static final class Scheduled {
    private final Instant at;
    private final Runnable task;

    Scheduled(Instant at, Runnable task) {
      this.at = at;
      this.task = task;
    }

    Instant at() {
      return at;
    }

    Runnable task() {
      return task;
    }
  }
}
