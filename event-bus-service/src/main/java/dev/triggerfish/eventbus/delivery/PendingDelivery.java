package dev.triggerfish.eventbus.delivery;

/**
 * A delivery that is not settled.
 *
 * @param id in the database
 * @param delivery what to deliver
 * @param acceptedAt milliseconds since the epoch, platform time
 * @param attempts made so far
 */
record PendingDelivery(long id, Delivery delivery, long acceptedAt, int attempts) {

  /** After one more attempt. */
  PendingDelivery attempted() {
    return new PendingDelivery(id, delivery, acceptedAt, attempts + 1);
  }

  String target() {
    return delivery.functionArn();
  }

  int bytes() {
    return delivery.payload().length;
  }
}
