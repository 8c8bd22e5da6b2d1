package dev.triggerfish.benchmarks.bare;

import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicLong;

/** Brings events to runtimes that wait for one, and answers back. */
final class Handover {

  private final BlockingDeque<CompletableFuture<Event>> waiting = new LinkedBlockingDeque<>();
  private final ConcurrentHashMap<String, CompletableFuture<byte[]>> running =
      new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();

  /**
   * An event.
   *
   * @param id of the request
   * @param payload for the function
   */
  record Event(String id, byte[] payload) {}

  /** Has a function run, by the runtime that was used last, and waits for its answer. */
  byte[] invoke(byte[] payload) throws InterruptedException {
    var runtime = waiting.takeFirst();
    var id = "00000000-0000-4000-8000-" + "%012d".formatted(ids.incrementAndGet());
    var answer = new CompletableFuture<byte[]>();
    running.put(id, answer);
    runtime.complete(new Event(id, payload));
    return answer.join();
  }

  /** The next event for a runtime. */
  Event next() {
    var event = new CompletableFuture<Event>();
    waiting.addFirst(event);
    return event.join();
  }

  /** A runtime's answer. */
  void answer(String id, byte[] payload) {
    var caller = running.remove(id);
    if (caller != null) {
      caller.complete(payload);
    }
  }
}
