package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.aws.clock.PlatformClock;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of one target. Guarded by its dispatcher's lock. */
final class Lane {

  private final String target;
  private final Queue<PendingDelivery> queue = new ArrayDeque<>();

  /** Queued, under way, or done and not yet written down: not to be read from the database. */
  private final Set<Long> known = new HashSet<>();

  /** Settled since a load began: the load may have read them before. */
  private final Set<Long> settledMeanwhile = new HashSet<>();

  private int workers;
  private boolean backlog;
  private boolean loading;
  private PlatformClock.@Nullable Task alarm;
  private long alarmAt;

  Lane(String target) {
    this.target = target;
  }

  String target() {
    return target;
  }

  int knownCount() {
    return known.size();
  }

  void announce(long id) {
    known.add(id);
  }

  boolean isKnown(long id) {
    return known.contains(id) || settledMeanwhile.contains(id);
  }

  void forget(long id) {
    known.remove(id);
    if (loading) {
      settledMeanwhile.add(id);
    }
  }

  void enqueue(PendingDelivery pending) {
    queue.add(pending);
  }

  @Nullable PendingDelivery poll() {
    return queue.poll();
  }

  int queued() {
    return queue.size();
  }

  /** There are due deliveries in the database that are not in memory, perhaps. */
  void noteBacklog() {
    backlog = true;
  }

  boolean mustLoad() {
    return backlog && !loading;
  }

  void beginLoad() {
    backlog = false;
    loading = true;
    settledMeanwhile.clear();
  }

  void endLoad() {
    loading = false;
    settledMeanwhile.clear();
  }

  /** How many more workers there is something to do for. */
  int moreWorkers(int most) {
    return Math.min(most - workers, Math.max(queue.size(), mustLoad() ? 1 : 0));
  }

  void workerStarted() {
    workers++;
  }

  void workerEnded() {
    workers--;
  }

  /** Sets the alarm, unless it is set to an earlier time already. */
  void alarm(long at, Supplier<PlatformClock.Task> scheduling) {
    if (alarm != null) {
      if (alarmAt <= at) {
        return;
      }
      alarm.cancel();
    }
    alarmAt = at;
    alarm = scheduling.get();
  }

  void alarmWentOff() {
    alarm = null;
  }

  void cancelAlarm() {
    if (alarm != null) {
      alarm.cancel();
      alarm = null;
    }
  }

  boolean isIdle() {
    return workers == 0 && known.isEmpty() && !backlog && !loading && alarm == null;
  }
}
