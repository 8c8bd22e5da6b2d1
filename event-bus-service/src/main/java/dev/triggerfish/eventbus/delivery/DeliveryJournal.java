package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.contracts.EventHop;
import java.time.Instant;
import java.util.Map;

/** Says what became of deliveries. */
final class DeliveryJournal {

  /** The first attempts are told one by one; later ones, every 20 seconds for weeks, are not. */
  private static final int TOLD_ONE_BY_ONE = 8;

  private final EventJournal journal;
  private final PlatformClock clock;

  DeliveryJournal(EventJournal journal, PlatformClock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  void taken(PendingDelivery pending, String requestId) {
    record(
        pending,
        EventHop.Step.DELIVERED,
        "Lambda has taken it",
        Map.of("requestId", requestId, "attempt", Integer.toString(pending.attempts())));
  }

  void waiting(PendingDelivery pending, Instant until, String reason) {
    var attempts = pending.attempts();
    if (attempts <= TOLD_ONE_BY_ONE || Integer.bitCount(attempts) == 1) {
      record(
          pending,
          EventHop.Step.WAITING,
          "Lambda could not take it, it is tried again: " + reason,
          Map.of("attempt", Integer.toString(attempts), "until", until.toString()));
    }
  }

  void denied(PendingDelivery pending, String reason) {
    var delivery = pending.delivery();
    record(
        pending,
        EventHop.Step.DENIED,
        delivery.principal()
            + " may not invoke the function for "
            + delivery.sourceArn()
            + ": its policy lacks a permission (lambda:AddPermission with this principal and source"
            + " ARN). "
            + reason,
        Map.of("attempt", Integer.toString(pending.attempts())));
    deadLetter(pending);
  }

  void dropped(PendingDelivery pending, String reason) {
    record(
        pending,
        EventHop.Step.DROPPED,
        "It could not be delivered and will not be tried again: " + reason,
        Map.of("attempt", Integer.toString(pending.attempts())));
    deadLetter(pending);
  }

  private void deadLetter(PendingDelivery pending) {
    var queue = pending.delivery().deadLetterTargetArn();
    if (queue != null) {
      record(
          pending,
          EventHop.Step.DROPPED,
          "The dead-letter queue " + queue + " could not take it: SQS is not simulated",
          Map.of("deadLetterTargetArn", queue));
    }
  }

  private void record(
      PendingDelivery pending, EventHop.Step step, String text, Map<String, String> facts) {
    journal.record(
        new EventHop(
            pending.delivery().eventId(), null, clock.now(), step, pending.target(), text, facts));
  }
}
