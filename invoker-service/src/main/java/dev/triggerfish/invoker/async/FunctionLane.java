package dev.triggerfish.invoker.async;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.invoker.function.FunctionKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of one function: a few claimed ones that can run, the rest in the store. As many run
 * at once as the limits admit, which it learns from refusals; no other function's events ever wait
 * for these.
 */
final class FunctionLane {

  /** Claimed events that wait for their turn. */
  static final int ROOM = 32;

  private static final Logger LOG = LoggerFactory.getLogger(FunctionLane.class);
  private static final int FEW = ROOM / 2;
  private static final int MOST_AT_ONCE = 1_000;

  /** Rounds without a refusal before more are tried. */
  private static final int PATIENCE = 10;

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final FunctionKey function;
  private final AsyncEventStore store;
  private final EventRunner runner;
  private final PlatformClock clock;
  private final Executor executor;

  private final Deque<AsyncEvent> ready = new ArrayDeque<>();
  private int running;
  private int admitted = MOST_AT_ONCE;
  private int unrefused;
  private boolean paused;
  private boolean more;
  private boolean claiming;
  private boolean stopped;
  private PlatformClock.@Nullable Task wake;
  private long wakeAt;

  FunctionLane(
      FunctionKey function,
      AsyncEventStore store,
      EventRunner runner,
      PlatformClock clock,
      Executor executor) {
    this.function = function;
    this.store = store;
    this.runner = runner;
    this.clock = clock;
    this.executor = executor;
  }

  /** Whether a new event may be claimed at once: there is room, and none that waits longer. */
  synchronized boolean hasRoom(int others) {
    return !stopped && !more && !claiming && ready.size() + others < ROOM;
  }

  /** Takes an event that is claimed. */
  synchronized void offer(AsyncEvent event) {
    ready.add(event);
    startWhatMayRun();
  }

  /** There is something in the store. */
  synchronized void moreDue() {
    more = true;
    startWhatMayRun();
  }

  /** There is something in the store that is due then. */
  synchronized void wakeAt(long due) {
    var delay = due - clock.millis();
    if (delay <= 0) {
      moreDue();
    } else if (wake == null || due < wakeAt) {
      if (wake != null) {
        wake.cancel();
      }
      wakeAt = due;
      wake = clock.schedule(Duration.ofMillis(delay), this::wakeUp);
    }
  }

  private synchronized void wakeUp() {
    wake = null;
    moreDue();
  }

  /** Starts nothing more. What is claimed is tried again after the restart. */
  synchronized void stop() {
    stopped = true;
  }

  private void startWhatMayRun() {
    while (!stopped && !paused && running < admitted && !ready.isEmpty()) {
      var event = ready.remove();
      running++;
      var alone = running == 1;
      executor.execute(() -> run(event, alone));
    }
    if (more && !claiming && !stopped && ready.size() < FEW) {
      more = false;
      claiming = true;
      executor.execute(this::claim);
    }
  }

  private void run(AsyncEvent event, boolean alone) {
    EventRunner.Run run = new EventRunner.Run.Over();
    try {
      run = runner.run(event, this::wakeAt);
    } catch (RuntimeException e) {
      LOG.error("Event {} of {} could not be handled", event.requestId(), function, e);
      run = new EventRunner.Run.Refused(event.waited(), RETRY);
    } finally {
      ended(event, alone, run);
    }
  }

  private synchronized void ended(AsyncEvent event, boolean alone, EventRunner.Run run) {
    running--;
    switch (run) {
      case EventRunner.Run.Over _ -> {
        if (++unrefused >= PATIENCE * admitted && admitted < MOST_AT_ONCE) {
          admitted += Math.max(1, admitted / 2);
          unrefused = 0;
        }
      }
      case EventRunner.Run.Refused refused -> {
        unrefused = 0;
        admitted = Math.max(1, running);
        if (alone && running == 0) {
          ready.addFirst(refused.again());
          paused = true;
          clock.schedule(refused.after(), this::resume);
        } else {
          // Its turn comes as soon as one of those ends that run.
          ready.addFirst(event);
        }
      }
    }
    startWhatMayRun();
  }

  private synchronized void resume() {
    paused = false;
    startWhatMayRun();
  }

  private void claim() {
    List<AsyncEvent> claimed = List.of();
    Long next = null;
    var failed = false;
    try {
      claimed = store.claim(function, clock.millis(), ROOM);
      next = claimed.size() < ROOM ? store.nextDue(function) : null;
    } catch (RuntimeException e) {
      LOG.error("Events of {} cannot be read, trying again", function, e);
      failed = true;
    }
    claimed(claimed, next, failed);
  }

  private synchronized void claimed(List<AsyncEvent> claimed, @Nullable Long next, boolean failed) {
    claiming = false;
    ready.addAll(claimed);
    if (claimed.size() == ROOM) {
      more = true;
    }
    if (failed) {
      clock.schedule(RETRY, this::moreDue);
    } else if (next != null) {
      wakeAt(next);
    }
    startWhatMayRun();
  }
}
