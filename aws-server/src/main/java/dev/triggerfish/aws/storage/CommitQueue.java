package dev.triggerfish.aws.storage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for a {@link GroupCommit}, in the order in which it came. Many threads add; one takes.
 */
final class CommitQueue<T, R extends @Nullable Object> {

  private static final Logger LOG = LoggerFactory.getLogger(CommitQueue.class);

  private final String name;
  private final GroupCommit.Limits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Deque<Entry<T, R>> waiting = new ArrayDeque<>();
  private int waitingValues;
  private int setAside;
  private boolean closing;
  private boolean givenUp;

  CommitQueue(String name, GroupCommit.Limits limits) {
    this.name = name;
    this.limits = limits;
  }

  /**
   * Values that are written together.
   *
   * @param caller who waits for their results, unless nobody does
   */
  record Entry<T, R extends @Nullable Object>(
      List<T> values, @Nullable CompletableFuture<List<R>> caller) {

    void fail(Throwable failure) {
      if (caller != null) {
        caller.completeExceptionally(failure);
      }
    }

    static <T, R extends @Nullable Object> List<T> values(List<Entry<T, R>> entries) {
      return entries.stream().flatMap(entry -> entry.values.stream()).toList();
    }
  }

  /** Waits for room; false, with nothing added, once this is closing. */
  boolean add(Entry<T, R> entry) {
    lock.lock();
    try {
      while (!closing && waitingValues >= limits.waiting()) {
        room.awaitUninterruptibly();
      }
      if (closing) {
        return false;
      }
      waiting.add(entry);
      waitingValues += entry.values.size();
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** How many values wait. */
  int waiting() {
    lock.lock();
    try {
      return waitingValues;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for entries that may share a transaction; none means that there will be none. */
  List<Entry<T, R>> next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !givenUp && (!closing || setAside > 0)) {
        changed.awaitUninterruptibly();
      }
      var batch = new ArrayList<Entry<T, R>>();
      var size = 0;
      for (var entry = waiting.peek(); entry != null && !givenUp; entry = waiting.peek()) {
        if (!batch.isEmpty() && size + entry.values.size() > limits.together()) {
          break;
        }
        batch.add(waiting.remove());
        size += entry.values.size();
      }
      waitingValues -= size;
      room.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Brings entries back to the front after a while; until then others go on. */
  void setAside(List<Entry<T, R>> entries, Duration delay) {
    if (entries.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      setAside += entries.size();
    } finally {
      lock.unlock();
    }
    CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
        .execute(() -> takeBack(entries));
  }

  private void takeBack(List<Entry<T, R>> entries) {
    lock.lock();
    try {
      setAside -= entries.size();
      putBack(entries);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void putBack(List<Entry<T, R>> entries) {
    entries.reversed().forEach(waiting::addFirst);
    waitingValues += Entry.values(entries).size();
  }

  /** Puts entries back at the front, and waits for a while, so that none overtakes them. */
  void putBackAndPause(List<Entry<T, R>> entries, Duration pause) {
    lock.lock();
    try {
      putBack(entries);
      var left = pause.toNanos();
      while (left > 0 && !givenUp) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts the thread that takes; if somebody does, it tries again at once.
      LOG.debug("{} was interrupted", name, e);
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more from now on. */
  void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets nothing more be taken out, and tells those who wait. */
  void giveUp() {
    lock.lock();
    try {
      givenUp = true;
      changed.signalAll();
      if (waitingValues + setAside > 0) {
        LOG.warn("{} leaves {} values unwritten", name, waitingValues + setAside);
        waiting.forEach(
            entry -> entry.fail(new IllegalStateException("Closed before it was written")));
      }
    } finally {
      lock.unlock();
    }
  }
}
