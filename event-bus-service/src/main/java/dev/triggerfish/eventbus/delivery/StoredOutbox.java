package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.aws.clock.PlatformClock;
import java.util.UUID;

/** Hands events to the delivery engine, with the running transaction. */
final class StoredOutbox implements Outbox {

  /** Of Lambda's asynchronous invocations; more would only be kept to be refused. */
  private static final int LONGEST_EVENT = 1024 * 1024;

  private final dev.triggerfish.delivery.Outbox<PendingEvent> outbox;
  private final DeliveryReports reports;
  private final PlatformClock clock;

  StoredOutbox(
      dev.triggerfish.delivery.Outbox<PendingEvent> outbox,
      DeliveryReports reports,
      PlatformClock clock) {
    this.outbox = outbox;
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public void add(OutboundEvent event) {
    var pending = new PendingEvent(UUID.randomUUID().toString(), event, clock.millis(), 0);
    if (event.payload().length > LONGEST_EVENT) {
      reports.dropped(pending, "Lambda takes events of up to " + LONGEST_EVENT + " bytes");
    } else {
      outbox.add(pending);
    }
  }
}
