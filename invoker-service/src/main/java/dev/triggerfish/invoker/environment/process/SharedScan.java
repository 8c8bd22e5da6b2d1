package dev.triggerfish.invoker.environment.process;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A costly look at something that changes, shared by all who ask meanwhile. Each gets one that has
 * begun after they asked, so that it shows whatever was there when they did.
 */
final class SharedScan<T> {

  private final Supplier<T> scan;
  private final AtomicLong asked = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private long covered;
  private @Nullable T found;

  SharedScan(Supplier<T> scan) {
    this.scan = scan;
  }

  T get() {
    var mine = asked.incrementAndGet();
    lock.lock();
    try {
      var last = found;
      if (last == null || covered < mine) {
        var all = asked.get();
        last = scan.get();
        found = last;
        covered = all;
      }
      return last;
    } finally {
      lock.unlock();
    }
  }
}
