package dev.triggerfish.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Calls at a rate, from some clients, until it is closed. */
final class Paced implements AutoCloseable {

  private static final int CLIENTS = 32;

  private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
  private final List<Future<?>> clients = new ArrayList<>();
  private final LongAdder done = new LongAdder();
  private final long begun = System.nanoTime();
  private volatile boolean ending;

  /**
   * Begins.
   *
   * @param perSecond of all clients together
   */
  Paced(int port, List<byte[]> calls, int perSecond) {
    var pause = 1_000_000_000L * CLIENTS / perSecond;
    for (var i = 0; i < CLIENTS; i++) {
      var first = i;
      clients.add(
          threads.submit(
              () -> {
                call(port, calls, first, pause);
                return null;
              }));
    }
  }

  private void call(int port, List<byte[]> calls, int first, long pause) throws IOException {
    try (var client = new RawClient(port)) {
      var due = System.nanoTime();
      for (var i = first; !ending; i += CLIENTS) {
        client.call(calls.get(i % calls.size()));
        done.increment();
        // Who falls behind catches up: so many are written on the whole.
        due += pause;
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
  }

  double perSecond() {
    return done.sum() / ((System.nanoTime() - begun) / 1e9);
  }

  @Override
  public void close() throws IOException {
    ending = true;
    threads.close();
    try {
      for (var client : clients) {
        client.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }
}
