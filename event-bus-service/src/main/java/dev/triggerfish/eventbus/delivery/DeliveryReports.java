package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.delivery.sender.SendOutcome;
import java.time.Instant;
import java.util.Map;

/** Tells those who follow an event what became of it. */
final class DeliveryReports {

  /** The first attempts are told one by one; later ones, every 20 seconds for weeks, are not. */
  private static final int TOLD_ONE_BY_ONE = 8;

  private final EventJournal hops;
  private final PlatformClock clock;

  DeliveryReports(EventJournal hops, PlatformClock clock) {
    this.hops = hops;
    this.clock = clock;
  }

  void delivered(PendingEvent pending, SendOutcome.Delivered delivered) {
    record(
        pending,
        EventHop.Step.DELIVERED,
        "Lambda has taken it",
        Map.of(delivered.fact(), delivered.id(), "attempt", Integer.toString(pending.attempts())));
  }

  void waiting(PendingEvent pending, Instant until, String reason) {
    var attempts = pending.attempts();
    if (attempts <= TOLD_ONE_BY_ONE || Integer.bitCount(attempts) == 1) {
      record(
          pending,
          EventHop.Step.WAITING,
          "Lambda could not take it, it is tried again: " + reason,
          Map.of("attempt", Integer.toString(attempts), "until", until.toString()));
    }
  }

  void denied(PendingEvent pending, String reason) {
    var event = pending.event();
    record(
        pending,
        EventHop.Step.DENIED,
        event.principal()
            + " may not invoke the function for "
            + event.sourceArn()
            + ": its policy lacks a permission (lambda:AddPermission with this principal and source"
            + " ARN). "
            + reason,
        Map.of("attempt", Integer.toString(pending.attempts())));
    deadLetter(pending);
  }

  void dropped(PendingEvent pending, String reason) {
    record(
        pending,
        EventHop.Step.DROPPED,
        "It could not be delivered and will not be tried again: " + reason,
        Map.of("attempt", Integer.toString(pending.attempts())));
    deadLetter(pending);
  }

  private void deadLetter(PendingEvent pending) {
    var queue = pending.event().deadLetterTargetArn();
    if (queue != null) {
      record(
          pending,
          EventHop.Step.DROPPED,
          "The dead-letter queue " + queue + " could not take it: queues take no messages yet",
          Map.of("deadLetterTargetArn", queue));
    }
  }

  private void record(
      PendingEvent pending, EventHop.Step step, String text, Map<String, String> facts) {
    hops.record(
        new EventHop(
            pending.event().eventId(), null, clock.now(), step, pending.lane(), text, facts));
  }
}
