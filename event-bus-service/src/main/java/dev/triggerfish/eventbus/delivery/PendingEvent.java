package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.delivery.DueItem;

/**
 * An event that its target does not have yet.
 *
 * @param id unique
 * @param event what to deliver
 * @param acceptedAt milliseconds since the epoch, platform time
 * @param attempts made so far
 */
record PendingEvent(String id, OutboundEvent event, long acceptedAt, int attempts)
    implements DueItem {

  /** After one more attempt. */
  PendingEvent attempted() {
    return new PendingEvent(id, event, acceptedAt, attempts + 1);
  }

  @Override
  public String lane() {
    return event.targetArn();
  }

  @Override
  public byte[] payload() {
    return event.payload();
  }
}
