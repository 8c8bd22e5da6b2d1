package dev.triggerfish.eventbus.delivery;

/**
 * What is on its way to its targets. It is written in the transaction that accepts an event, so
 * that no event that was accepted is forgotten, and none is delivered that was not.
 */
public interface Outbox {

  /**
   * Takes an event for one target. Its first attempt follows the commit at once.
   *
   * @throws IllegalStateException outside a transaction on the service's database
   */
  void add(OutboundEvent event);
}
