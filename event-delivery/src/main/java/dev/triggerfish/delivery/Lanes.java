package dev.triggerfish.delivery;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.GroupCommit;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lanes of an engine, dropped when they are idle, and the workers that they share. Half of the
 * workers are for lanes that have none: so many slow targets never hold up another one. Of the
 * other half a lane gets one more while it has fewer than are left. Those that wait for a worker
 * take turns.
 */
final class Lanes<T extends DueItem> {

  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(10);
  private static final int CLAIMED_AT_ONCE = 200;
  private static final GroupCommit.Limits SETTLEMENTS = new GroupCommit.Limits(4_096, 500);

  private final DueStore<T> store;
  private final Worker<T> worker;
  private final EngineLimits limits;
  private final PlatformClock clock;
  private final Executor executor;
  private final GroupCommit<Settlement<T>, @Nullable Void> settlements;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private final Map<String, Lane<T>> lanes = new HashMap<>();
  private final SequencedSet<Lane<T>> waiting = new LinkedHashSet<>();
  private int busy;
  private int busyLanes;
  private int claims;
  private boolean open;

  Lanes(
      String name, DueStore<T> store, Worker<T> worker, EngineLimits limits, PlatformClock clock) {
    this.store = store;
    this.worker = worker;
    this.limits = limits;
    this.clock = clock;
    this.executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    this.settlements =
        GroupCommit.withoutResults(
            name + "-settlement",
            SETTLEMENTS,
            entries -> store.write(entries.stream().map(Settlement::change).toList()),
            entries -> entries.forEach(entry -> entry.then().run()));
  }

  /** A change, and what follows once it is durable. */
  private record Settlement<T extends DueItem>(Change<T> change, Runnable then) {}

  void open() {
    locked(() -> open = true);
  }

  /** Announces new items: which of them this process claims, because there is room for them. */
  List<NewItem<T>> expect(List<T> items) {
    lock.lock();
    try {
      return items.stream().map(item -> new NewItem<>(item, expects(item))).toList();
    } finally {
      lock.unlock();
    }
  }

  private boolean expects(T item) {
    if (!open) {
      return false;
    }
    var lane = lane(item.lane());
    var bytes = bytes(item);
    var expects = lane.hasRoom(limits.room()) && limits.memory().reserve(lane.held(), bytes);
    if (expects) {
      lane.expect(bytes);
    }
    return expects;
  }

  /**
   * Takes over announced items.
   *
   * @param fresh the IDs of those that are now in the store, and were not before
   */
  void arrived(List<NewItem<T>> items, Set<String> fresh) {
    locked(
        () -> {
          for (var each : items) {
            var isFresh = fresh.contains(each.item().id());
            var lane = lane(each.item().lane());
            if (each.claimed() && isFresh) {
              lane.arrive(each.item());
            } else if (each.claimed()) {
              lane.decline(released(each.item()));
            } else if (isFresh) {
              lane.noteMore();
            }
            start(lane);
          }
        });
  }

  /**
   * It is not known whether announced items are in the store.
   *
   * @param claim with which those are there that this process was to have
   */
  void doubtful(List<NewItem<T>> items, String claim) {
    settlements.submit(
        new Settlement<>(
            new Change.Released<>(claim),
            () ->
                locked(
                    () -> {
                      for (var each : items) {
                        var lane = lane(each.item().lane());
                        if (each.claimed()) {
                          lane.decline(released(each.item()));
                        }
                        lane.noteMore();
                        start(lane);
                      }
                    })));
  }

  /** There is something in the store that nobody has claimed, and that is due then. */
  void due(String key, long at) {
    locked(() -> due(lane(key), at));
  }

  private void due(Lane<T> lane, long at) {
    var delay = at - clock.millis();
    if (delay <= 0) {
      lane.noteMore();
      start(lane);
    } else if (open) {
      lane.alarm(
          at,
          () ->
              clock.schedule(
                  Duration.ofMillis(delay),
                  () ->
                      locked(
                          () -> {
                            if (lane.alarmWentOff(at)) {
                              start(lane);
                            }
                          })));
    }
  }

  private Lane<T> lane(String key) {
    return lanes.computeIfAbsent(key, _ -> new Lane<>(key, worker.atOnce(key)));
  }

  private static int bytes(DueItem item) {
    return item.payload().length;
  }

  private int released(T item) {
    limits.memory().release(bytes(item));
    return bytes(item);
  }

  /** Gives a lane what it has use for; drops it if it has no use for anything. */
  private void start(Lane<T> lane) {
    while (open && lane.mayRun()) {
      if (!hasWorkerFor(lane)) {
        waiting.add(lane);
        break;
      }
      var item = lane.run();
      var alone = lane.running() == 1;
      busy++;
      busyLanes += alone ? 1 : 0;
      executor.execute(() -> run(lane, item, alone));
    }
    if (open && lane.wantsMore(limits.room())) {
      claimMore(lane);
    }
    if (lane.isIdle()) {
      lanes.remove(lane.key(), lane);
    }
  }

  private boolean hasWorkerFor(Lane<T> lane) {
    var others = limits.workers() / 2 - (busy - busyLanes);
    return busy < limits.workers() && (lane.running() == 0 || lane.running() < others);
  }

  private void claimMore(Lane<T> lane) {
    var bytes = limits.memory().reserve(lane.held());
    if (bytes == 0) {
      // Something of its own is under way, and may be so for long.
      due(lane, clock.millis() + RETRY.toMillis());
      return;
    }
    lane.beginClaim(bytes);
    claims++;
    executor.execute(() -> claim(lane, bytes));
  }

  private void claim(Lane<T> lane, long bytes) {
    var most = Math.min(limits.room(), CLAIMED_AT_ONCE);
    var claim = UUID.randomUUID().toString();
    try {
      var claimed = store.claim(lane.key(), clock.millis(), most, bytes, claim);
      var next = claimed.size() < most ? store.nextDue(lane.key()) : Long.valueOf(0);
      locked(
          () -> {
            endClaim(lane, claimed, bytes);
            if (next != null) {
              due(lane, next);
            }
            start(lane);
          });
    } catch (RuntimeException | Error e) {
      LOG.error("Items of {} cannot be read, trying again", lane.key(), e);
      settlements.submit(new Settlement<>(new Change.Released<>(claim), () -> {}));
      locked(
          () -> {
            endClaim(lane, List.of(), bytes);
            due(lane, clock.millis() + RETRY.toMillis());
          });
    }
  }

  private void endClaim(Lane<T> lane, List<T> claimed, long bytes) {
    var toSpare = bytes - claimed.stream().mapToLong(Lanes::bytes).sum();
    limits.memory().release(toSpare);
    lane.endClaim(claimed, toSpare);
    claims--;
    signalIfQuiet();
  }

  private void run(Lane<T> lane, T item, boolean alone) {
    Outcome<T> outcome;
    try {
      outcome = worker.work(item);
    } catch (RuntimeException | Error e) {
      LOG.error("Item {} of {} could not be worked on", item.id(), lane.key(), e);
      outcome = new Outcome.Retry<>(item, PAUSE_AFTER_FAULT, () -> {});
    }
    settle(lane, item, outcome);
    ended(lane, item, alone, outcome);
  }

  /** Has it written down, if there is anything to write; waits if very much is being written. */
  private void settle(Lane<T> lane, T item, Outcome<T> outcome) {
    switch (outcome) {
      case Outcome.Done<T> done ->
          settle(new Change.Deleted<>(item.id()), lane, item, done.then(), () -> {});
      case Outcome.Retry<T> retry -> {
        if (!retry.after().isZero()) {
          var due = clock.millis() + retry.after().toMillis();
          var kept = new Change.Kept<>(retry.item(), due, false);
          settle(kept, lane, item, retry.then(), () -> due(lane(retry.item().lane()), due));
        }
      }
      case Outcome.Next<T>(var next) -> {
        var announced = expect(List.of(next)).getFirst();
        var kept = new Change.Kept<>(next, clock.millis(), announced.claimed());
        settle(kept, lane, item, () -> {}, () -> arrived(List.of(announced), Set.of(next.id())));
      }
      case Outcome.Refused<T> _, Outcome.Abandoned<T> _ -> {}
    }
  }

  private void settle(Change<T> change, Lane<T> lane, T item, Runnable then, Runnable last) {
    settlements.submit(
        new Settlement<>(
            change,
            () -> {
              try {
                then.run();
              } catch (RuntimeException e) {
                LOG.error("What follows {} of {} has failed", item.id(), lane.key(), e);
              }
              locked(
                  () -> {
                    last.run();
                    lane.close(released(item));
                    start(lane);
                  });
            }));
  }

  private void ended(Lane<T> lane, T item, boolean alone, Outcome<T> outcome) {
    locked(
        () -> {
          busy--;
          switch (outcome) {
            case Outcome.Refused<T>(var again, var after) -> {
              if (lane.refused(item, again, alone)) {
                clock.schedule(after, () -> resume(lane));
              }
            }
            case Outcome.Retry<T> retry when retry.after().isZero() -> {
              lane.requeue(retry.item());
              lane.ended();
            }
            case Outcome.Abandoned<T> _ -> {
              lane.close(released(item));
              lane.ended();
            }
            case Outcome.Done<T> _, Outcome.Retry<T> _, Outcome.Next<T> _ -> lane.ended();
          }
          busyLanes -= lane.running() == 0 ? 1 : 0;
          startWaiting();
          start(lane);
          signalIfQuiet();
        });
  }

  private void resume(Lane<T> lane) {
    locked(
        () -> {
          lane.resume();
          start(lane);
        });
  }

  /** Those that have waited for a worker come before the one that has just had one. */
  private void startWaiting() {
    for (var left = waiting.size(); left > 0 && busy < limits.workers(); left--) {
      start(waiting.removeFirst());
    }
  }

  private void signalIfQuiet() {
    if (busy == 0 && claims == 0) {
      quiet.signalAll();
    }
  }

  private void locked(Runnable step) {
    lock.lock();
    try {
      step.run();
    } finally {
      lock.unlock();
    }
  }

  /** Starts nothing more, and gives what runs some time to end; then writes down what has ended. */
  void close(Duration longest) {
    lock.lock();
    try {
      open = false;
      lanes.values().forEach(Lane::cancelAlarm);
      var left = longest.toNanos();
      while ((busy > 0 || claims > 0) && left > 0) {
        left = quiet.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    settlements.close();
  }
}
