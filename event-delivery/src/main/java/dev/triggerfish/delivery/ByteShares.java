package dev.triggerfish.delivery;

/**
 * Bounds the bytes of claimed items, over all lanes. A lane may hold as much as is left free: one
 * that is busy alone gets half of all, two get a third each, and something is always left for the
 * next one, which need not wait until another's items have run. Whoever holds nothing may hold one
 * item, however little is left, so that no lane ever waits for another's.
 *
 * <p>Sizes are of payloads, in bytes.
 */
public final class ByteShares {

  /** The largest payload that an engine is made for: what Lambda takes asynchronously. */
  public static final int LARGEST_ITEM = 1024 * 1024;

  /** What a lane reads at once. */
  private static final long MOST_AT_ONCE = 32L * LARGEST_ITEM;

  private final long all;
  private long used;

  /**
   * @param all bytes, for all lanes
   */
  public ByteShares(long all) {
    this.all = all;
  }

  /** An eighth of what the process may have. */
  public static ByteShares ofProcess() {
    return new ByteShares(Runtime.getRuntime().maxMemory() / 8);
  }

  /**
   * Takes memory for items that have not been read yet.
   *
   * @param held by the lane already
   * @return how much, to be given back as far as it is not used: 0, or enough for any item
   */
  synchronized long reserve(long held) {
    var grant = Math.min((all - used - held) / 2, MOST_AT_ONCE);
    if (grant < LARGEST_ITEM) {
      grant = held == 0 ? LARGEST_ITEM : 0;
    }
    used += grant;
    return grant;
  }

  /**
   * Takes memory for an item that is there already.
   *
   * @param held by the lane already
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

  /** By all lanes. */
  public synchronized long used() {
    return used;
  }
}
