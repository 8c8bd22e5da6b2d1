package dev.triggerfish.invoker.environment;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Lets only some runtimes start at once. Two hundred starting processes would leave no processor
 * for those that have requests to take in or answers to give, would be ready no sooner, and on a
 * slow machine none of them within the time that INIT has. What a function does in its own INIT is
 * not held up: a start that takes long lets the next one in once a processor is free, and in the
 * end anyway.
 */
final class StartGate {

  /** On an idle machine, a start is by then past what the platform does. */
  static final Duration USUAL = Duration.ofMillis(300);

  /** By then, a start does what the function wants, however slow the machine is. */
  static final Duration LONGEST = Duration.ofSeconds(3);

  private final Semaphore places;
  private final Timers timers;
  private final BooleanSupplier busy;

  /**
   * A gate.
   *
   * @param places how many may start at once
   * @param busy whether all processors of the machine are taken
   */
  StartGate(int places, Timers timers, BooleanSupplier busy) {
    this.places = new Semaphore(places, true);
    this.timers = timers;
    this.busy = busy;
  }

  /** Waits for a place, first come, first served. */
  Pass enter() throws InterruptedException {
    places.acquire();
    var pass = new Pass();
    pass.lookAfter(USUAL);
    return pass;
  }

  /** Runs something later. */
  @FunctionalInterface
  interface Timers {
    void after(Duration delay, Runnable task);
  }

  /** A place, given back once. */
  final class Pass implements AutoCloseable {
    private final AtomicBoolean held = new AtomicBoolean(true);

    private void lookAfter(Duration time) {
      timers.after(USUAL, () -> look(time));
    }

    private void look(Duration time) {
      if (held.get() && time.compareTo(LONGEST) < 0 && busy.getAsBoolean()) {
        lookAfter(time.plus(USUAL));
      } else {
        close();
      }
    }

    @Override
    public void close() {
      if (held.getAndSet(false)) {
        places.release();
      }
    }
  }
}
