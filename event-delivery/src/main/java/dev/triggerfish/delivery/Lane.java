package dev.triggerfish.delivery;

import dev.triggerfish.aws.clock.PlatformClock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one target: a few claimed items that can run, while the rest is in the store. As
 * many run at once as the target admits, which its refusals tell. Guarded by the lock of {@link
 * Lanes}.
 */
final class Lane<T extends DueItem> {

  /** Rounds without a refusal before more are tried. */
  private static final int PATIENCE = 10;

  private final String key;
  private final int atOnce;
  private final Deque<T> ready = new ArrayDeque<>();

  /** Announced, ready, running, or worked on and not yet written down; and their bytes. */
  private int open;

  private long held;

  private int expected;
  private int running;
  private int admitted;
  private int unrefused;
  private boolean paused;
  private boolean more;
  private boolean claiming;
  private PlatformClock.@Nullable Task alarm;
  private long alarmAt;

  Lane(String key, int atOnce) {
    this.key = key;
    this.atOnce = atOnce;
    this.admitted = atOnce;
  }

  String key() {
    return key;
  }

  long held() {
    return held;
  }

  int running() {
    return running;
  }

  /** Whether it can be dropped. */
  boolean isIdle() {
    return open == 0 && !more && !claiming && alarm == null;
  }

  /**
   * Whether nothing in the store has waited longer than an item that comes now, and it has room.
   */
  boolean hasRoom(int room) {
    return !more && !claiming && ready.size() + expected < room;
  }

  /** An item will be there soon, claimed, for which memory was taken. */
  void expect(long bytes) {
    expected++;
    open++;
    held += bytes;
  }

  /** An expected item is there. */
  void arrive(T item) {
    expected--;
    ready.add(item);
  }

  /** An expected item will not come. */
  void decline(long bytes) {
    expected--;
    close(bytes);
  }

  /** What became of an item is durable, or it is left alone. */
  void close(long bytes) {
    open--;
    held -= bytes;
  }

  /** There are due items in the store. */
  void noteMore() {
    more = true;
  }

  boolean wantsMore(int room) {
    return more && !claiming && ready.size() + expected < room / 2;
  }

  void beginClaim(long bytes) {
    more = false;
    claiming = true;
    held += bytes;
  }

  void endClaim(List<T> claimed, long bytesToSpare) {
    claiming = false;
    open += claimed.size();
    held -= bytesToSpare;
    ready.addAll(claimed);
  }

  boolean mayRun() {
    return !paused && running < admitted && !ready.isEmpty();
  }

  T run() {
    running++;
    return ready.remove();
  }

  /** An attempt has ended, and no limit was reached. */
  void ended() {
    running--;
    if (++unrefused >= PATIENCE * admitted && admitted < atOnce) {
      admitted = Math.min(atOnce, admitted + Math.max(1, admitted / 2));
      unrefused = 0;
    }
  }

  /**
   * An attempt has reached a limit.
   *
   * @param before the item as it was
   * @param again the item if it is to wait
   * @param alone whether none was running when it began
   * @return whether the lane is to pause, because there is nothing whose end could be waited for
   */
  boolean refused(T before, T again, boolean alone) {
    running--;
    unrefused = 0;
    admitted = Math.max(1, running);
    paused = alone && running == 0;
    ready.addFirst(paused ? again : before);
    return paused;
  }

  /** An attempt is repeated at once, after those that wait already. */
  void requeue(T item) {
    ready.add(item);
  }

  void resume() {
    paused = false;
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

  /** Whether the alarm was set to that time; one that was put off may come all the same. */
  boolean alarmWentOff(long at) {
    if (alarm == null || alarmAt != at) {
      return false;
    }
    alarm = null;
    more = true;
    return true;
  }

  void cancelAlarm() {
    if (alarm != null) {
      alarm.cancel();
      alarm = null;
    }
  }
}
