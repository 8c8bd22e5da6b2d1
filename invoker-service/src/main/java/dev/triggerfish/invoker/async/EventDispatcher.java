package dev.triggerfish.invoker.async;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.invoker.async.AsyncEventStore.NewEvent;
import dev.triggerfish.invoker.function.FunctionKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has events run when they are due, each function's in a lane of its own. It says now and then that
 * this process is alive, and takes over what others have left.
 */
final class EventDispatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);

  /** Wall time, like {@link #LEASE}: it is about processes that may have died. */
  private static final Duration BEAT = Duration.ofSeconds(5);

  private static final Duration LEASE = Duration.ofSeconds(30);

  private final AsyncEventStore store;
  private final EventRunner runner;
  private final EventMemory memory;
  private final PlatformClock clock;
  private final InstantSource wall;
  private final Executor executor;
  private final ConcurrentHashMap<FunctionKey, FunctionLane> lanes = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  EventDispatcher(
      AsyncEventStore store,
      EventRunner runner,
      EventMemory memory,
      PlatformClock clock,
      InstantSource wall,
      Executor executor) {
    this.store = store;
    this.runner = runner;
    this.memory = memory;
    this.clock = clock;
    this.wall = wall;
    this.executor = executor;
  }

  /** Goes on with what a former process has left; before anything is taken. */
  void start() {
    store.releaseOwn();
    beat();
    Thread.ofVirtual().name("async-lease").start(this::run);
  }

  private void run() {
    try {
      while (!closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          beat();
        } catch (RuntimeException e) {
          LOG.error("Events that nobody has claimed could not be found, trying again", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    var now = wall.millis();
    store.beat(now, now + LEASE.toMillis());
    store.unclaimed().forEach((function, due) -> lane(function).wakeAt(due));
  }

  /** Takes new events: when this returns they are durable. */
  void take(List<AsyncEvent> events) {
    var added =
        events.stream()
            .map(event -> new NewEvent(event, lane(event.key()).expects(event)))
            .toList();
    Set<String> fresh = Set.of();
    try {
      fresh = store.add(added);
    } finally {
      for (var each : added) {
        taken(each, fresh.contains(each.event().requestId()));
      }
    }
  }

  private void taken(NewEvent taken, boolean fresh) {
    var event = taken.event();
    var lane = lane(event.key());
    if (taken.claimed()) {
      if (fresh) {
        lane.offer(event);
      } else {
        lane.decline(event);
      }
    } else if (fresh) {
      lane.moreDue();
    }
  }

  private FunctionLane lane(FunctionKey function) {
    return lanes.computeIfAbsent(
        function, key -> new FunctionLane(key, store, runner, memory, clock, executor));
  }

  @Override
  public void close() {
    closed.countDown();
    runner.stop();
    lanes.values().forEach(FunctionLane::stop);
  }
}
