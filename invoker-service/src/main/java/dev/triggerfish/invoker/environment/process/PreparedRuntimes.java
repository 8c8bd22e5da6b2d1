package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.invoker.environment.RuntimeStartException;
import dev.triggerfish.invoker.environment.RuntimeStock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runtimes that have been started before anybody asked: one of each shape that was used lately. The
 * next environment of that shape takes it and is given the function's code and variables.
 */
final class PreparedRuntimes implements RuntimeStock, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PreparedRuntimes.class);

  /** As long as environments are kept that nobody uses. */
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final int most;
  private final PlatformClock clock;
  private final ReentrantLock lock = new ReentrantLock();

  /** In the order in which they were made. */
  private final Map<RuntimeShape, ProcessSandbox> ready = new LinkedHashMap<>();

  private final AtomicLong taken = new AtomicLong();
  private boolean preparing;
  private boolean closed;

  /**
   * None yet.
   *
   * @param most how many may wait at once; 0 for none
   */
  PreparedRuntimes(int most, PlatformClock clock) {
    this.most = most;
    this.clock = clock;
  }

  /** One that is ready, for good; null if there is none. */
  @Nullable ProcessSandbox take(RuntimeShape shape) {
    lock.lock();
    try {
      return ready.remove(shape);
    } finally {
      lock.unlock();
    }
  }

  /** One that was taken has got its function. */
  void given() {
    taken.incrementAndGet();
  }

  @Override
  public long taken() {
    return taken.get();
  }

  @Override
  public int waiting() {
    lock.lock();
    try {
      return ready.size();
    } finally {
      lock.unlock();
    }
  }

  /** Prepares one in the background, unless there is one or another is being prepared. */
  void want(RuntimeShape shape, Preparation preparation) {
    lock.lock();
    try {
      if (closed || preparing || most == 0 || ready.containsKey(shape)) {
        return;
      }
      preparing = true;
    } finally {
      lock.unlock();
    }
    Thread.startVirtualThread(() -> prepare(shape, preparation));
  }

  private void prepare(RuntimeShape shape, Preparation preparation) {
    @Nullable ProcessSandbox made = null;
    try {
      made = preparation.prepare();
    } catch (RuntimeStartException e) {
      LOG.debug("No {} could be prepared", shape, e);
    } finally {
      keep(shape, made);
    }
  }

  private void keep(RuntimeShape shape, @Nullable ProcessSandbox made) {
    @Nullable ProcessSandbox surplus = null;
    lock.lock();
    try {
      preparing = false;
      if (made == null) {
        return;
      }
      if (closed) {
        surplus = made;
      } else {
        surplus = ready.put(shape, made);
        if (ready.size() > most) {
          surplus = ready.remove(ready.keySet().iterator().next());
        }
        var _ = clock.schedule(KEPT, () -> drop(shape, made));
      }
    } finally {
      lock.unlock();
      if (surplus != null) {
        surplus.close();
      }
    }
  }

  private void drop(RuntimeShape shape, ProcessSandbox unused) {
    lock.lock();
    try {
      if (!ready.remove(shape, unused)) {
        return;
      }
    } finally {
      lock.unlock();
    }
    unused.close();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      ready.values().forEach(ProcessSandbox::close);
      ready.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Starts a runtime for nobody in particular; null where that is impossible. */
  interface Preparation {
    @Nullable ProcessSandbox prepare() throws RuntimeStartException;
  }
}
