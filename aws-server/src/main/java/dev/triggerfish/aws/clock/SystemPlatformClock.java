package dev.triggerfish.aws.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wall time plus an offset that only grows. One thread waits for the next task that is due; the
 * tasks themselves run on threads of their own.
 */
final class SystemPlatformClock implements PlatformClock, AutoCloseable {

  private final InstantSource wall;
  private final Executor executor;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Scheduled> queue = new PriorityQueue<>();
  private volatile Duration offset;
  private long sequence;
  private boolean closed;

  /**
   * A clock that has yet to be started.
   *
   * @param wall wall time
   * @param executor runs what is due
   * @param offset by how much platform time is ahead already
   */
  SystemPlatformClock(InstantSource wall, Executor executor, Duration offset) {
    this.wall = wall;
    this.executor = executor;
    this.offset = offset;
  }

  void start() {
    Thread.ofPlatform().daemon().name("platform-clock").start(this::run);
  }

  @Override
  public Instant now() {
    return wall.instant().plus(offset);
  }

  @Override
  public Task schedule(Duration delay, Runnable task) {
    lock.lock();
    try {
      var scheduled = new Scheduled(now().plus(delay), sequence++, task);
      queue.add(scheduled);
      changed.signal();
      return scheduled;
    } finally {
      lock.unlock();
    }
  }

  /** Wall time. */
  Instant wallTime() {
    return wall.instant();
  }

  /** By how much platform time is ahead of wall time; all that this made due has been handed on. */
  Duration offset() {
    lock.lock();
    try {
      return offset;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Moves platform time forward; what came due is handed to the executor before this returns.
   *
   * @param target by how much it is to be ahead of wall time; if it is that far or further, nothing
   *     happens
   * @return whether it moved
   */
  boolean advanceTo(Duration target) {
    lock.lock();
    try {
      if (target.compareTo(offset) <= 0) {
        return false;
      }
      offset = target;
      handOnWhatIsDue();
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    lock.lock();
    try {
      while (!closed) {
        handOnWhatIsDue();
        var next = queue.peek();
        if (next == null) {
          changed.await();
        } else {
          var wait = Duration.between(now(), next.due);
          changed.await(Math.max(1, wait.toNanos()), TimeUnit.NANOSECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void handOnWhatIsDue() {
    for (var next = queue.peek(); next != null && !next.due.isAfter(now()); next = queue.peek()) {
      queue.remove();
      executor.execute(next.task);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A task and when it is due; tasks of one instant run in the order in which they were scheduled.
   */
  private final class Scheduled implements Task, Comparable<Scheduled> {
    private final Instant due;
    private final long number;
    private final Runnable task;

    Scheduled(Instant due, long number, Runnable task) {
      this.due = due;
      this.number = number;
      this.task = task;
    }

    @Override
    public void cancel() {
      lock.lock();
      try {
        queue.remove(this);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public int compareTo(Scheduled other) {
      var byTime = due.compareTo(other.due);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }
}
