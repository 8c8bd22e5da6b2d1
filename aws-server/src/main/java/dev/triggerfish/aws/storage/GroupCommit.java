package dev.triggerfish.aws.storage;

import dev.triggerfish.aws.storage.CommitQueue.Entry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.TransactionException;

/**
 * Group commit: what many threads write goes into shared transactions, in the order in which it
 * came. A commit waits for the disk, so all that comes together while one is under way shares the
 * next. One thread of its own commits; nobody is told that something is written before it is
 * durable.
 *
 * <p>Each value has a result of its own: a conditional write whose condition does not hold returns
 * a result that says so, and its neighbours are written. If a transaction throws, its two halves
 * are tried instead, down to single calls, so that only the call fails that cannot be written. An
 * outage (no connection, a commit of unknown outcome) is nobody's fault: nothing is split, and all
 * fail that had not been written.
 *
 * <p>There are two ways to write. {@link #write} returns when its values are durable, and throws
 * what made them fail. {@link #submit} returns at once: such a value is tried again after a second
 * until it is durable or this is closed; after an outage before any that came later, else without
 * holding those up.
 *
 * <p>Once more values wait than {@link Limits} allow, both wait for room.
 *
 * @param <T> what is written
 * @param <R> what becomes of one value
 */
public final class GroupCommit<T, R extends @Nullable Object> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  private final Function<List<T>, List<R>> transaction;
  private final Consumer<List<Written<T, R>>> durable;
  private final Patience patience;
  private final CommitQueue<T, R> queue;
  private final Thread thread;

  /**
   * Opens one.
   *
   * @param name of its thread
   * @param transaction writes values as one transaction, which is durable when it returns, and
   *     returns their results in the same order; all or none of them are written, also when it
   *     throws
   * @param durable is told what has become durable, in the thread that commits: it must neither
   *     wait for anything nor write here itself
   */
  public GroupCommit(
      String name,
      Limits limits,
      Function<List<T>, List<R>> transaction,
      Consumer<List<Written<T, R>>> durable) {
    this(name, limits, transaction, durable, Patience.USUAL);
  }

  GroupCommit(
      String name,
      Limits limits,
      Function<List<T>, List<R>> transaction,
      Consumer<List<Written<T, R>>> durable,
      Patience patience) {
    this.transaction = transaction;
    this.durable = durable;
    this.patience = patience;
    this.queue = new CommitQueue<>(name, limits);
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /** Opens one for writes that have no result: they are written or throw. */
  public static <T> GroupCommit<T, @Nullable Void> withoutResults(
      String name, Limits limits, Consumer<List<T>> transaction, Consumer<List<T>> durable) {
    return new GroupCommit<>(
        name,
        limits,
        values -> {
          transaction.accept(values);
          return Collections.nCopies(values.size(), null);
        },
        written -> durable.accept(written.stream().map(Written::value).toList()));
  }

  /** What is durable, and what became of it. */
  public record Written<T, R extends @Nullable Object>(T value, R result) {}

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

  /**
   * Writes values, all in one transaction, and returns when they are durable. Not to be
   * interrupted.
   *
   * @return their results, in order
   * @throws RuntimeException that the transaction has failed with
   * @throws IllegalStateException once this is closed
   */
  public List<R> write(List<T> values) {
    var caller = new CompletableFuture<List<R>>();
    if (!queue.add(new Entry<>(List.copyOf(values), caller))) {
      throw new IllegalStateException(thread.getName() + " is closed");
    }
    try {
      return caller.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Has a value written soon. Once this is closed it is left out, as if the process had ended. */
  public void submit(T value) {
    if (!queue.add(new Entry<>(List.of(value), null))) {
      LOG.debug("{} is closed", thread.getName());
    }
  }

  /** How many values wait for a transaction. */
  int waiting() {
    return queue.waiting();
  }

  private void run() {
    for (var batch = queue.next(); !batch.isEmpty(); batch = queue.next()) {
      commit(batch);
    }
  }

  /** Commits a batch, in halves where it fails. */
  private void commit(List<Entry<T, R>> batch) {
    var culprits = new ArrayList<Entry<T, R>>();
    var parts = new ArrayDeque<List<Entry<T, R>>>();
    parts.push(batch);
    while (!parts.isEmpty()) {
      var part = parts.pop();
      try {
        var values = Entry.values(part);
        succeeded(part, values, transaction.apply(values));
      } catch (RuntimeException | Error e) {
        if (isOutage(e)) {
          parts.push(part);
          failedByOutage(parts.stream().flatMap(List::stream).toList(), e);
          break;
        }
        if (part.size() > 1) {
          var half = part.size() / 2;
          parts.push(part.subList(half, part.size()));
          parts.push(part.subList(0, half));
        } else {
          failed(part.getFirst(), e, culprits);
        }
      }
    }
    queue.setAside(culprits, patience.retry);
  }

  /**
   * Whether no value can be blamed. It may also be that the commit has been made and its answer
   * lost, so that a second try would write twice what is not idempotent.
   */
  private static boolean isOutage(Throwable failure) {
    return failure instanceof TransactionException
        || failure instanceof DataAccessResourceFailureException
        || failure instanceof RecoverableDataAccessException
        || failure instanceof TransientDataAccessResourceException;
  }

  /** Never throws: what is durable must not be taken for a failure. */
  private void succeeded(List<Entry<T, R>> entries, List<T> values, List<R> results) {
    try {
      if (results.size() != values.size()) {
        throw new IllegalStateException(
            thread.getName() + " has " + results.size() + " results of " + values.size());
      }
      durable.accept(
          IntStream.range(0, values.size())
              .mapToObj(i -> new Written<>(values.get(i), results.get(i)))
              .toList());
    } catch (RuntimeException | Error e) {
      LOG.error("What follows {} written values has failed", values.size(), e);
    }
    var from = 0;
    for (var entry : entries) {
      var to = from + entry.values().size();
      if (entry.caller() != null) {
        complete(entry.caller(), results, from, to);
      }
      from = to;
    }
  }

  private static <R extends @Nullable Object> void complete(
      CompletableFuture<List<R>> caller, List<R> results, int from, int to) {
    if (to <= results.size()) {
      caller.complete(results.subList(from, to));
    } else {
      caller.completeExceptionally(new IllegalStateException("Written, but without a result"));
    }
  }

  private void failed(Entry<T, R> entry, Throwable failure, List<Entry<T, R>> culprits) {
    entry.fail(failure);
    if (entry.caller() == null) {
      if (culprits.isEmpty()) {
        LOG.error("{} cannot write a value, trying again", thread.getName(), failure);
      }
      culprits.add(entry);
    }
  }

  private void failedByOutage(List<Entry<T, R>> entries, Throwable failure) {
    entries.forEach(entry -> entry.fail(failure));
    var again = entries.stream().filter(entry -> entry.caller() == null).toList();
    if (!again.isEmpty()) {
      LOG.error("{} cannot write {} values, trying again", thread.getName(), again.size(), failure);
      queue.putBackAndPause(again, patience.retry);
    }
  }

  /**
   * Takes nothing more, and has written what is there; for five seconds at most, if it cannot be
   * written.
   */
  @Override
  public void close() {
    queue.close();
    try {
      thread.join(patience.closing);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    queue.giveUp();
  }
}
