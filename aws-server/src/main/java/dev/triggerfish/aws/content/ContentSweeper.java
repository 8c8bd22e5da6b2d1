package dev.triggerfish.aws.content;

import dev.triggerfish.aws.clock.PlatformClock;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sweeps a store at start and every hour of platform time. Each process that shares a volume may
 * sweep it.
 */
public final class ContentSweeper implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ContentSweeper.class);
  private static final Duration ROUND = Duration.ofHours(1);

  private final ContentStore store;
  private final PlatformClock clock;
  private PlatformClock.@Nullable Task next;

  /** Creates one for a store. */
  public ContentSweeper(ContentStore store, PlatformClock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    next = clock.schedule(Duration.ZERO, this::round);
  }

  @Override
  public synchronized void stop() {
    if (next != null) {
      next.cancel();
    }
    next = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return next != null;
  }

  /** Without the lock, which a stop waits for: a sweep looks at all files. */
  private void round() {
    if (!isRunning()) {
      return;
    }
    try {
      store.sweep(clock.now());
    } catch (IOException | RuntimeException e) {
      LOG.warn("Unneeded content could not be removed; the next round tries again", e);
    }
    again();
  }

  private synchronized void again() {
    if (next != null) {
      next = clock.schedule(ROUND, this::round);
    }
  }
}
