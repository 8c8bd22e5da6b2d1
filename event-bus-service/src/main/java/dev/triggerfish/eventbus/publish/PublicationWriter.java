package dev.triggerfish.eventbus.publish;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.eventbus.delivery.Delivery;
import dev.triggerfish.eventbus.delivery.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes what is published. A commit waits for the disk, so all that comes together while one is
 * under way shares the next one; each client waits for its own to be durable.
 */
final class PublicationWriter {

  private static final int MOST_PER_COMMIT = 500;

  private final Database database;
  private final Outbox outbox;
  private final ReentrantLock committing = new ReentrantLock();
  private final Object gate = new Object();
  private List<Entry> waiting = new ArrayList<>();

  PublicationWriter(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /** Returns when the deliveries are durable; throws if they are not. */
  void write(List<Delivery> deliveries) {
    var entry = new Entry(deliveries, new CompletableFuture<>());
    synchronized (gate) {
      waiting.add(entry);
    }
    // Whoever gets here first writes for all who wait by then; most find theirs written.
    committing.lock();
    try {
      while (!entry.written().isDone()) {
        commit(next());
      }
    } finally {
      committing.unlock();
    }
    try {
      entry.written().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private List<Entry> next() {
    synchronized (gate) {
      var size = 0;
      var count = 0;
      while (count < waiting.size() && (count == 0 || size < MOST_PER_COMMIT)) {
        size += waiting.get(count).deliveries().size();
        count++;
      }
      var batch = List.copyOf(waiting.subList(0, count));
      waiting = new ArrayList<>(waiting.subList(count, waiting.size()));
      return batch;
    }
  }

  private void commit(List<Entry> batch) {
    try {
      database
          .transactions()
          .executeWithoutResult(
              _ -> batch.forEach(entry -> entry.deliveries().forEach(outbox::add)));
      batch.forEach(entry -> entry.written().complete(null));
    } catch (RuntimeException | Error e) {
      batch.forEach(entry -> entry.written().completeExceptionally(e));
    }
  }

  private record Entry(List<Delivery> deliveries, CompletableFuture<Void> written) {}
}
