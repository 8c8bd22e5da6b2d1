package dev.triggerfish.invoker.environment;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets only some runtimes start at once. Two hundred starting processes would leave no processor
 * for those that have requests to take in or answers to give, and would be ready no sooner. What a
 * function does in its own INIT is not held up: a start that takes long lets the next one in.
 */
final class StartGate {

  /** By then a start is past what the platform does and waits for the function. */
  private static final Duration LONGEST = Duration.ofMillis(300);

  private final Semaphore places;
  private final WallTimers timers;

  /**
   * @param places how many may start at once
   */
  StartGate(int places, WallTimers timers) {
    this.places = new Semaphore(places, true);
    this.timers = timers;
  }

  /** Waits for a place, first come, first served. */
  Pass enter() throws InterruptedException {
    places.acquire();
    var pass = new Pass();
    var _ = timers.after(LONGEST.toNanos(), pass::close);
    return pass;
  }

  /** A place, given back once. */
  final class Pass implements AutoCloseable {
    private final AtomicBoolean held = new AtomicBoolean(true);

    @Override
    public void close() {
      if (held.getAndSet(false)) {
        places.release();
      }
    }
  }
}
