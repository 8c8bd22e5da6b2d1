package dev.triggerfish.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls, and how long they take. */
final class Load {

  private static final int CLIENTS = 8;

  private Load() {}

  /** Milliseconds of the median call, one after the other on one connection. */
  static double medianLatency(int port, byte[] call, int calls) throws IOException {
    var nanos = new long[calls];
    try (var client = new RawClient(port)) {
      for (var i = 0; i < calls; i++) {
        var begun = System.nanoTime();
        client.call(call);
        nanos[i] = System.nanoTime() - begun;
      }
    }
    Arrays.sort(nanos);
    return nanos[calls / 2] / 1e6;
  }

  /** Calls per second of eight clients at once, each on a connection of its own. */
  static double throughput(int port, byte[] call, int calls)
      throws IOException, InterruptedException {
    var each = Math.max(1, calls / CLIENTS);
    var begin = new CountDownLatch(1);
    // All of them first: a thread that waits for the beginning would wait for ever without it.
    var clients = new ArrayList<RawClient>();
    for (var i = 0; i < CLIENTS; i++) {
      clients.add(new RawClient(port));
    }
    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      var running = new ArrayList<Future<?>>();
      for (var client : clients) {
        running.add(
            threads.submit(
                () -> {
                  try (client) {
                    begin.await();
                    for (var n = 0; n < each; n++) {
                      client.call(call);
                    }
                  }
                  return null;
                }));
      }
      var begun = System.nanoTime();
      begin.countDown();
      for (var one : running) {
        one.get();
      }
      return each * CLIENTS / ((System.nanoTime() - begun) / 1e9);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  /** Of an odd number of values the middle one, of an even number the one above. */
  static double median(double... values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
