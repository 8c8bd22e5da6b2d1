package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.GroupCommit;
import dev.triggerfish.aws.storage.GroupCommit.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Runs deliveries: those just accepted from memory, the others from the database once they are due.
 * Each target has a lane of its own with a few workers, and lanes that wait for a worker take
 * turns, so that no target holds up another. What does not fit into memory waits in the database
 * alone.
 */
final class Dispatcher implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  private static final int WORKERS_PER_TARGET = 32;
  private static final int WORKERS_IN_ALL = 256;
  private static final int QUEUED_PER_TARGET = 1000;
  private static final long MOST_BYTES_IN_MEMORY = 64L * 1024 * 1024;
  private static final Limits SETTLEMENTS = new Limits(4_096, 500);
  private static final int LOADED_AT_ONCE = 200;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final DeliveryStore store;
  private final Attempts attempts;
  private final GroupCommit<Settlement, @Nullable Void> settlements;
  private final PlatformClock clock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final Map<String, Lane> lanes = new HashMap<>();
  private final SequencedSet<Lane> waiting = new LinkedHashSet<>();
  private int workers;
  private long bytes;
  private boolean running;

  Dispatcher(DeliveryStore store, Attempts attempts, PlatformClock clock) {
    this.store = store;
    this.attempts = attempts;
    this.clock = clock;
    this.settlements =
        GroupCommit.withoutResults(
            "delivery-settlement", SETTLEMENTS, store::settle, this::settled);
  }

  @Override
  public void start() {
    var targets = store.targets();
    lock.lock();
    try {
      running = true;
      targets.forEach((target, due) -> alarm(lane(target), due));
      // What was accepted before this has been waiting for it.
      List.copyOf(lanes.values()).forEach(this::launch);
    } finally {
      lock.unlock();
    }
  }

  /** Keeps deliveries that are about to be committed from being read from the database as well. */
  void announce(List<PendingDelivery> pending) {
    lock.lock();
    try {
      pending.forEach(one -> lane(one.target()).announce(one.id()));
    } finally {
      lock.unlock();
    }
  }

  /** Takes deliveries that have been announced and are durable. */
  void submit(List<PendingDelivery> pending) {
    lock.lock();
    try {
      for (var one : pending) {
        var lane = lane(one.target());
        if (lane.queued() < QUEUED_PER_TARGET && bytes < MOST_BYTES_IN_MEMORY) {
          enqueue(lane, one);
        } else {
          lane.forget(one.id());
          lane.noteBacklog();
        }
      }
      pending.stream().map(PendingDelivery::target).distinct().forEach(t -> launch(lane(t)));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes an announcement back.
   *
   * @param perhapsThere whether they may have been committed all the same
   */
  void forget(List<PendingDelivery> pending, boolean perhapsThere) {
    lock.lock();
    try {
      for (var one : pending) {
        var lane = lane(one.target());
        lane.forget(one.id());
        if (perhapsThere) {
          lane.noteBacklog();
        }
        launch(lane);
      }
    } finally {
      lock.unlock();
    }
  }

  private Lane lane(String target) {
    return lanes.computeIfAbsent(target, Lane::new);
  }

  private void enqueue(Lane lane, PendingDelivery pending) {
    lane.enqueue(pending);
    bytes += pending.bytes();
  }

  /** Gives a lane as many workers as it has use for; drops it if it has no use for anything. */
  private void launch(Lane lane) {
    if (lane.isIdle()) {
      lanes.remove(lane.target(), lane);
    }
    if (!running) {
      return;
    }
    for (var more = lane.moreWorkers(WORKERS_PER_TARGET); more > 0; more--) {
      if (workers == WORKERS_IN_ALL) {
        waiting.add(lane);
        return;
      }
      workers++;
      lane.workerStarted();
      Thread.ofVirtual().name("delivery").start(() -> work(lane));
    }
  }

  private void work(Lane lane) {
    try {
      while (true) {
        var next = next(lane);
        if (next != null) {
          report(lane, attempts.make(next));
        } else if (!load(lane)) {
          return;
        }
      }
    } finally {
      ended(lane);
    }
  }

  private @Nullable PendingDelivery next(Lane lane) {
    lock.lock();
    try {
      // Others have waited: the lane queues up again, and goes on after them.
      if (!running || !waiting.isEmpty()) {
        return null;
      }
      var next = lane.poll();
      if (next != null) {
        bytes -= next.bytes();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void report(Lane lane, Attempts.Result result) {
    switch (result) {
      case Attempts.Result.Again(var pending) -> again(lane, pending);
      case Attempts.Result.Settled(var settlement) -> settlements.submit(settlement);
    }
  }

  private void again(Lane lane, PendingDelivery pending) {
    lock.lock();
    try {
      enqueue(lane, pending);
    } finally {
      lock.unlock();
    }
  }

  /** Reads due deliveries into memory; false if there is nothing for this worker to do. */
  private boolean load(Lane lane) {
    int limit;
    lock.lock();
    try {
      if (!running || !waiting.isEmpty() || !lane.mustLoad()) {
        return false;
      }
      lane.beginLoad();
      limit = lane.knownCount() + LOADED_AT_ONCE;
    } finally {
      lock.unlock();
    }
    try {
      var now = clock.millis();
      var due = store.due(lane.target(), now, limit);
      var nextDue = due.size() < limit ? store.nextDue(lane.target(), now) : null;
      loaded(lane, due, due.size() == limit, nextDue);
      return true;
    } catch (DataAccessException e) {
      log.warn("Deliveries to {} could not be read, trying again", lane.target(), e);
      var later = clock.millis() + PAUSE_AFTER_FAILURE.toMillis();
      loaded(lane, List.of(), false, later);
      return false;
    }
  }

  private void loaded(Lane lane, List<PendingDelivery> due, boolean more, @Nullable Long nextDue) {
    lock.lock();
    try {
      for (var one : due) {
        if (!lane.isKnown(one.id())) {
          lane.announce(one.id());
          enqueue(lane, one);
        }
      }
      lane.endLoad();
      if (more) {
        lane.noteBacklog();
      }
      if (nextDue != null) {
        alarm(lane, nextDue);
      }
      launch(lane);
    } finally {
      lock.unlock();
    }
  }

  private void ended(Lane lane) {
    lock.lock();
    try {
      workers--;
      lane.workerEnded();
      while (workers < WORKERS_IN_ALL && !waiting.isEmpty()) {
        launch(waiting.removeFirst());
      }
      launch(lane);
      if (workers == 0) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void settled(List<Settlement> written) {
    lock.lock();
    try {
      for (var settlement : written) {
        switch (settlement) {
          case Settlement.Done(var pending) -> forgotten(pending);
          case Settlement.Postponed(var pending, var dueAt) -> alarm(forgotten(pending), dueAt);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private Lane forgotten(PendingDelivery pending) {
    var lane = lane(pending.target());
    lane.forget(pending.id());
    if (lane.isIdle()) {
      lanes.remove(lane.target(), lane);
    }
    return lane;
  }

  private void alarm(Lane lane, long at) {
    lanes.putIfAbsent(lane.target(), lane);
    var due = Instant.ofEpochMilli(at);
    lane.alarm(
        at, () -> clock.schedule(Duration.between(clock.now(), due), () -> alarmWentOff(lane)));
  }

  private void alarmWentOff(Lane lane) {
    lock.lock();
    try {
      lane.alarmWentOff();
      lane.noteBacklog();
      launch(lane);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void stop() {
    lock.lock();
    try {
      running = false;
      lanes.values().forEach(Lane::cancelAlarm);
      var left = LONGEST_STOP.toNanos();
      while (workers > 0 && left > 0) {
        left = idle.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    settlements.close();
  }

  @Override
  public boolean isRunning() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }
}
