package dev.triggerfish.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Calls, and how long they take. */
final class Load {

  private static final int CLIENTS = 8;

  private Load() {}

  /** Milliseconds of the median call, one after the other on one connection. */
  static double medianLatency(int port, byte[] call, int calls) throws IOException {
    return medianLatency(port, _ -> call, calls);
  }

  /** The same of calls that differ; making them does not count. */
  static double medianLatency(int port, IntFunction<byte[]> call, int calls) throws IOException {
    var nanos = new long[calls];
    try (var client = new RawClient(port)) {
      for (var i = 0; i < calls; i++) {
        var bytes = call.apply(i);
        var begun = System.nanoTime();
        client.call(bytes);
        nanos[i] = System.nanoTime() - begun;
      }
    }
    Arrays.sort(nanos);
    return nanos[calls / 2] / 1e6;
  }

  /** Calls per second of eight clients at once, each on a connection of its own. */
  static double throughput(int port, byte[] call, int calls)
      throws IOException, InterruptedException {
    return throughput(port, _ -> call, calls, CLIENTS);
  }

  /** The same of some clients and calls that differ; the clients take turns. */
  static double throughput(int port, IntFunction<byte[]> call, int calls, int many)
      throws IOException, InterruptedException {
    var each = Math.max(1, calls / many);
    var begin = new CountDownLatch(1);
    // All of them first: a thread that waits for the beginning would wait for ever without it.
    var clients = new ArrayList<RawClient>();
    for (var i = 0; i < many; i++) {
      clients.add(new RawClient(port));
    }
    try (var threads = Executors.newFixedThreadPool(many)) {
      var running = new ArrayList<Future<?>>();
      for (var client : clients) {
        var first = running.size();
        running.add(
            threads.submit(
                () -> {
                  try (client) {
                    begin.await();
                    for (var n = 0; n < each; n++) {
                      client.call(call.apply(first + n * many));
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
      return each * many / ((System.nanoTime() - begun) / 1e9);
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
