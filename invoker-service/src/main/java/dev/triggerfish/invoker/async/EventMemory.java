package dev.triggerfish.invoker.async;

/**
 * Bounds the bytes of claimed events, over all functions. A function may hold as much as is left
 * free: one that is busy alone gets half of all, two get a third each, and something is always left
 * for the next one, which need not wait until another's events have run. Whoever holds nothing may
 * hold one event, however little is left, so that no function ever waits for another's.
 *
 * <p>Sizes are of payloads, in bytes.
 */
final class EventMemory {

  /** Of any event that Lambda takes. */
  static final int LARGEST_EVENT = 1024 * 1024;

  /** What a lane reads at once. */
  private static final long MOST_AT_ONCE = 32L * LARGEST_EVENT;

  private final long all;
  private long used;

  /**
   * @param all for all functions
   */
  EventMemory(long all) {
    this.all = all;
  }

  /** An eighth of what the process may have. */
  static EventMemory ofProcess() {
    return new EventMemory(Runtime.getRuntime().maxMemory() / 8);
  }

  /**
   * Takes memory for events that have not been read yet.
   *
   * @param held by the function already
   * @return how much, to be given back as far as it is not used: 0, or enough for any event
   */
  synchronized long reserve(long held) {
    var grant = Math.min((all - used - held) / 2, MOST_AT_ONCE);
    if (grant < LARGEST_EVENT) {
      grant = held == 0 ? LARGEST_EVENT : 0;
    }
    used += grant;
    return grant;
  }

  /**
   * Takes memory for an event that is there already.
   *
   * @param held by the function already
   * @return whether there was some
   */
  synchronized boolean reserve(long held, int bytes) {
    if (held > 0 && held + bytes > all - used - bytes) {
      return false;
    }
    used += bytes;
    return true;
  }

  /** Gives memory back. */
  synchronized void release(long bytes) {
    used -= bytes;
  }

  /** By all functions. */
  synchronized long used() {
    return used;
  }
}
