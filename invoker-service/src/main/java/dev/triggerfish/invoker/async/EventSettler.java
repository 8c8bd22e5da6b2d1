package dev.triggerfish.invoker.async;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what became of events, many in one transaction: a commit waits for the disk. What is
 * to follow happens once it is durable. What cannot be written is tried again, and whoever has more
 * to say waits meanwhile.
 */
final class EventSettler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventSettler.class);
  private static final int WAITING = 4_096;
  private static final int TOGETHER = 256;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final AsyncEventStore store;
  private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(WAITING);
  private final Thread thread;
  private volatile boolean closing;

  EventSettler(AsyncEventStore store) {
    this.store = store;
    this.thread = Thread.ofPlatform().daemon().name("async-settler").start(this::run);
  }

  private record Entry(Settlement settlement, Runnable next) {}

  /**
   * Writes something down soon.
   *
   * @param next what follows; must neither block nor throw
   */
  void settle(Settlement settlement, Runnable next) {
    try {
      queue.put(new Entry(settlement, next));
    } catch (InterruptedException e) {
      // The process ends; the event is still claimed by it, and is tried again after its restart.
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var entries = new ArrayList<Entry>();
    try {
      while (!closing || !queue.isEmpty()) {
        var first = queue.poll(200, TimeUnit.MILLISECONDS);
        if (first != null) {
          entries.add(first);
          queue.drainTo(entries, TOGETHER - 1);
          write(entries);
          entries.forEach(EventSettler::goOn);
          entries.clear();
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("{} events are tried again after the restart", entries.size() + queue.size());
    }
  }

  private void write(List<Entry> entries) throws InterruptedException {
    var settlements = entries.stream().map(Entry::settlement).toList();
    while (true) {
      try {
        store.settle(settlements);
        return;
      } catch (RuntimeException e) {
        LOG.error("What became of {} events cannot be written, trying again", entries.size(), e);
        LockSupport.parkNanos(RETRY.toNanos());
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
  }

  private static void goOn(Entry entry) {
    try {
      entry.next.run();
    } catch (RuntimeException e) {
      LOG.error("What follows {} failed", entry.settlement, e);
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      if (!thread.join(CLOSING)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
