package dev.triggerfish.eventbus.delivery;

/** Numbers for deliveries, ascending; the database is asked for a block of them at a time. */
final class DeliveryIds {

  /** As the sequence's increment says. */
  static final int BLOCK = 1000;

  private final DeliveryStore store;
  private long next;
  private long end;

  DeliveryIds(DeliveryStore store) {
    this.store = store;
  }

  synchronized long next() {
    if (next == end) {
      next = store.nextBlock();
      end = next + BLOCK;
    }
    return next++;
  }
}
