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
 * at once as the limits admit, which it learns from refusals, and as many are claimed as {@link
 * EventMemory} admits; no other function's events ever wait for these.
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
  private final EventMemory memory;
  private final PlatformClock clock;
  private final Executor executor;

  private final Deque<AsyncEvent> ready = new ArrayDeque<>();
  private int expected;
  private int running;
  private long held;
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
      EventMemory memory,
      PlatformClock clock,
      Executor executor) {
    this.function = function;
    this.store = store;
    this.runner = runner;
    this.memory = memory;
    this.clock = clock;
    this.executor = executor;
  }

  /**
   * Whether a new event may be claimed at once: there is room, and none that waits longer. Then it
   * is to be {@linkplain #offer offered} or {@linkplain #decline declined}.
   */
  synchronized boolean expects(AsyncEvent event) {
    if (stopped
        || more
        || claiming
        || ready.size() + expected >= ROOM
        || !memory.reserve(held, event.bytes())) {
      return false;
    }
    expected++;
    held += event.bytes();
    return true;
  }

  /** Takes an event that it expects, and that is claimed. */
  synchronized void offer(AsyncEvent event) {
    expected--;
    ready.add(event);
    startWhatMayRun();
  }

  /** An event that it expects does not come. */
  synchronized void decline(AsyncEvent event) {
    expected--;
    release(event.bytes());
    startWhatMayRun();
  }

  private synchronized void release(long bytes) {
    held -= bytes;
    memory.release(bytes);
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
      var bytes = memory.reserve(held);
      if (bytes > 0) {
        held += bytes;
        more = false;
        claiming = true;
        executor.execute(() -> claim(bytes));
      } else {
        // Something of its own is under way, and may be so for long.
        wakeAt(clock.millis() + RETRY.toMillis());
      }
    }
  }

  private void run(AsyncEvent event, boolean alone) {
    EventRunner.Run run;
    try {
      run = runner.run(event, this::wakeAt);
    } catch (RuntimeException | Error e) {
      LOG.error("Event {} of {} could not be handled", event.requestId(), function, e);
      broken(event);
      return;
    }
    ended(event, alone, run);
  }

  /**
   * Not even written down could it be that the event is to be tried again. It is still claimed, and
   * comes back by itself, while others run.
   */
  private synchronized void broken(AsyncEvent event) {
    running--;
    clock.schedule(EventDecision.wait(event.waits()), () -> comeBack(event.waited()));
    startWhatMayRun();
  }

  private synchronized void comeBack(AsyncEvent event) {
    ready.add(event);
    startWhatMayRun();
  }

  private synchronized void ended(AsyncEvent event, boolean alone, EventRunner.Run run) {
    running--;
    switch (run) {
      case EventRunner.Run.Over _ -> {
        release(event.bytes());
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

  private void claim(long bytes) {
    List<AsyncEvent> claimed = List.of();
    Long next = null;
    var failed = false;
    try {
      claimed = store.claim(function, clock.millis(), ROOM, bytes);
      next = claimed.size() < ROOM ? store.nextDue(function) : null;
    } catch (RuntimeException e) {
      LOG.error("Events of {} cannot be read, trying again", function, e);
      failed = true;
    }
    release(bytes - claimed.stream().mapToLong(AsyncEvent::bytes).sum());
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
