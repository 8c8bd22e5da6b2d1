package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.delivery.ByteShares;
import java.util.UUID;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Hands events to the delivery engine, with the running transaction. */
final class StoredOutbox implements Outbox {

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
    if (event.payload().length <= ByteShares.LARGEST_ITEM) {
      outbox.add(pending);
      return;
    }
    // It would only be kept to be refused.
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            reports.dropped(
                pending, "Lambda takes events of up to " + ByteShares.LARGEST_ITEM + " bytes");
          }
        });
  }
}
