package dev.triggerfish.eventbus.delivery;

/** What became of an attempt. */
sealed interface Settlement {

  /** There is nothing more to do. */
  record Done(PendingDelivery pending) implements Settlement {}

  /**
   * It is tried again.
   *
   * @param dueAt milliseconds since the epoch, platform time
   */
  record Postponed(PendingDelivery pending, long dueAt) implements Settlement {}
}
