package dev.triggerfish.aws.storage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: what many threads write goes into shared transactions, in the order in which it
 * came. A commit waits for the disk, so all that comes together while one is under way shares the
 * next. One thread of its own commits; nobody is told that something is written before it is
 * durable.
 *
 * <p>There are two ways to write. {@link #write} returns when its values are durable, and throws
 * what made their transaction fail; so do all who shared that transaction, and nobody else. {@link
 * #submit} returns at once: such values are tried again after a second, before any that came later,
 * until they are durable or this is closed.
 *
 * <p>Once more values wait than {@link Limits} allow, both wait for room.
 *
 * @param <T> what is written
 */
public final class GroupCommit<T> implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  private final Limits limits;
  private final Consumer<List<T>> transaction;
  private final Consumer<List<T>> durable;
  private final Patience patience;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Deque<Entry<T>> waiting = new ArrayDeque<>();
  private int waitingValues;
  private boolean closing;
  private boolean givenUp;

  /**
   * Opens one.
   *
   * @param name of its thread
   * @param transaction writes values as one transaction, which is durable when it returns; all or
   *     none of them, also when it throws
   * @param durable is told what has become durable, in the thread that commits: it must neither
   *     wait for anything nor write here itself
   */
  public GroupCommit(
      String name, Limits limits, Consumer<List<T>> transaction, Consumer<List<T>> durable) {
    this(name, limits, transaction, durable, Patience.USUAL);
  }

  GroupCommit(
      String name,
      Limits limits,
      Consumer<List<T>> transaction,
      Consumer<List<T>> durable,
      Patience patience) {
    this.limits = limits;
    this.transaction = transaction;
    this.durable = durable;
    this.patience = patience;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /**
   * Bounds, in values.
   *
   * @param waiting as soon as so many wait, whoever brings more waits too
   * @param together at most so many share a transaction; what was written with one call stays
   *     together, however much it is
   */
  public record Limits(int waiting, int together) {

    public Limits {
      if (waiting < 1 || together < 1) {
        throw new IllegalArgumentException("Limits begin at 1");
      }
    }
  }

  /**
   * With what cannot be written.
   *
   * @param retry wall time until it is tried again
   * @param closing for how long it is tried at the end, in wall time
   */
  record Patience(Duration retry, Duration closing) {

    static final Patience USUAL = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(5));
  }

  private record Entry<T>(List<T> values, @Nullable CompletableFuture<@Nullable Void> caller) {

    boolean isAwaited() {
      return caller != null;
    }

    void succeeded() {
      if (caller != null) {
        caller.complete(null);
      }
    }

    void failed(Throwable failure) {
      if (caller != null) {
        caller.completeExceptionally(failure);
      }
    }
  }

  /**
   * Writes values, all in one transaction, and returns when they are durable. Not to be
   * interrupted.
   *
   * @throws RuntimeException that the transaction has failed with
   * @throws IllegalStateException once this is closed
   */
  public void write(List<T> values) {
    var caller = new CompletableFuture<@Nullable Void>();
    if (!add(new Entry<>(List.copyOf(values), caller))) {
      throw new IllegalStateException(thread.getName() + " is closed");
    }
    try {
      caller.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Has a value written soon. Once this is closed it is left out, as if the process had ended. */
  public void submit(T value) {
    if (!add(new Entry<>(List.of(value), null))) {
      log.debug("{} is closed", thread.getName());
    }
  }

  private boolean add(Entry<T> entry) {
    lock.lock();
    try {
      while (!closing && waitingValues >= limits.waiting) {
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

  /** How many values wait for a transaction. */
  int waiting() {
    lock.lock();
    try {
      return waitingValues;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (var batch = next(); !batch.isEmpty(); batch = next()) {
      commit(batch);
    }
  }

  /** Waits for entries; none means that there will be none. */
  private List<Entry<T>> next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closing) {
        changed.awaitUninterruptibly();
      }
      var batch = new ArrayList<Entry<T>>();
      var size = 0;
      for (var entry = waiting.peek(); entry != null && !givenUp; entry = waiting.peek()) {
        if (!batch.isEmpty() && size + entry.values.size() > limits.together) {
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

  private void commit(List<Entry<T>> batch) {
    var values = batch.stream().flatMap(entry -> entry.values.stream()).toList();
    try {
      transaction.accept(values);
    } catch (RuntimeException | Error e) {
      batch.forEach(entry -> entry.failed(e));
      var again = batch.stream().filter(entry -> !entry.isAwaited()).toList();
      if (!again.isEmpty()) {
        log.error("{} cannot write {} values, trying again", thread.getName(), values.size(), e);
        putBack(again);
      }
      return;
    }
    try {
      durable.accept(values);
    } catch (RuntimeException | Error e) {
      log.error("What follows {} written values has failed", values.size(), e);
    } finally {
      batch.forEach(Entry::succeeded);
    }
  }

  /** And lets a moment pass. */
  private void putBack(List<Entry<T>> batch) {
    lock.lock();
    try {
      batch.reversed().forEach(waiting::addFirst);
      waitingValues += batch.stream().mapToInt(entry -> entry.values.size()).sum();
      var left = patience.retry.toNanos();
      while (left > 0 && !givenUp) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; if somebody does, it tries again at once.
      log.debug("{} was interrupted", thread.getName(), e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes nothing more, and has written what is there; for five seconds at most, if it cannot be
   * written.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(patience.closing);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    giveUp();
  }

  private void giveUp() {
    lock.lock();
    try {
      givenUp = true;
      changed.signalAll();
      if (!waiting.isEmpty()) {
        log.warn("{} leaves {} values unwritten", thread.getName(), waitingValues);
        waiting.forEach(
            entry -> entry.failed(new IllegalStateException("Closed before it was written")));
      }
    } finally {
      lock.unlock();
    }
  }
}
