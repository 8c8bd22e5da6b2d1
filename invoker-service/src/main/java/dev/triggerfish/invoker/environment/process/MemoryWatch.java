package dev.triggerfish.invoker.environment.process;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether an environment uses more memory than its function has. The kernel
 * cannot be told to do that: it takes what is in {@code /tmp} for memory too, which on AWS it is
 * not.
 */
final class MemoryWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MemoryWatch.class);
  private static final Duration SHORTEST = Duration.ofMillis(50);

  /** Many environments are looked at more seldom, so that looking never takes a processor. */
  private static final Duration PER_ENVIRONMENT = Duration.ofNanos(500_000);

  private final Set<ProcessSandbox> watched = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("environment-memory").factory());

  void add(ProcessSandbox sandbox) {
    watched.add(sandbox);
    if (looking.compareAndSet(false, true)) {
      lookLater();
    }
  }

  void remove(ProcessSandbox sandbox) {
    watched.remove(sandbox);
  }

  private void lookLater() {
    var delay = PER_ENVIRONMENT.multipliedBy(watched.size());
    var nanos = Math.max(SHORTEST.toNanos(), delay.toNanos());
    try {
      var _ = timer.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The platform is ending", e);
    }
  }

  private void look() {
    for (var sandbox : watched) {
      try {
        sandbox.checkMemory();
      } catch (RuntimeException e) {
        LOG.warn("The memory of an environment could not be looked at", e);
      }
    }
    looking.set(false);
    if (!watched.isEmpty() && looking.compareAndSet(false, true)) {
      lookLater();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
