package dev.triggerfish.invoker.code;

import dev.triggerfish.aws.clock.PlatformClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Removes packages that no function refers to: those from before at start, later ones when two
 * rounds in a row find them unneeded. An environment that still runs with a function's former code
 * has ended by then, for no invocation lasts longer than 15 minutes.
 */
final class CodeSweeper implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(CodeSweeper.class);
  private static final Duration ROUND = Duration.ofHours(1);

  private final CodeStore store;
  private final CodeReferences references;
  private final PlatformClock clock;
  private Set<String> unneededBefore = Set.of();
  private PlatformClock.@Nullable Task next;

  CodeSweeper(CodeStore store, CodeReferences references, PlatformClock clock) {
    this.store = store;
    this.references = references;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    unneededBefore = unneeded();
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

  private synchronized void round() {
    if (next == null) {
      return;
    }
    try {
      var unneeded = unneeded();
      for (var name : unneeded) {
        if (unneededBefore.contains(name)) {
          store.remove(name, references::usesCode);
        }
      }
      unneededBefore = unneeded;
    } catch (RuntimeException e) {
      LOG.warn("Unneeded deployment packages could not be removed; tried again later", e);
    }
    next = clock.schedule(ROUND, this::round);
  }

  private Set<String> unneeded() {
    var unneeded = new HashSet<String>();
    for (var name : store.names()) {
      if (!references.usesCode(name)) {
        unneeded.add(name);
      }
    }
    return unneeded;
  }
}
