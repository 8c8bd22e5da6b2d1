package dev.triggerfish.eventbus.delivery;

import dev.triggerfish.aws.clock.PlatformClock;
import java.time.Duration;

/** Makes one attempt and decides what follows. */
final class Attempts {

  private final LambdaTarget target;
  private final DeliveryJournal journal;
  private final PlatformClock clock;

  Attempts(LambdaTarget target, DeliveryJournal journal, PlatformClock clock) {
    this.target = target;
    this.journal = journal;
    this.clock = clock;
  }

  Result make(PendingDelivery pending) {
    var outcome = target.attempt(pending.delivery());
    var attempted = pending.attempted();
    return switch (outcome) {
      case AttemptOutcome.Taken(var requestId) -> {
        journal.taken(attempted, requestId);
        yield done(attempted);
      }
      case AttemptOutcome.Denied(var reason) -> {
        journal.denied(attempted, reason);
        yield done(attempted);
      }
      case AttemptOutcome.Refused(var reason) -> {
        journal.dropped(attempted, reason);
        yield done(attempted);
      }
      case AttemptOutcome.Failed(var reason) -> failed(attempted, reason);
    };
  }

  private Result failed(PendingDelivery attempted, String reason) {
    var age = Duration.ofMillis(clock.millis() - attempted.acceptedAt());
    var pause = RetrySchedule.next(attempted.delivery().retries(), attempted.attempts(), age);
    if (pause == null) {
      journal.dropped(attempted, reason);
      return done(attempted);
    }
    var until = clock.now().plus(pause);
    journal.waiting(attempted, until, reason);
    return pause.isZero()
        ? new Result.Again(attempted)
        : new Result.Settled(new Settlement.Postponed(attempted, until.toEpochMilli()));
  }

  private static Result done(PendingDelivery attempted) {
    return new Result.Settled(new Settlement.Done(attempted));
  }

  /** What follows an attempt. */
  sealed interface Result {

    /** Another attempt, at once. */
    record Again(PendingDelivery pending) implements Result {}

    /** Something to be written down. */
    record Settled(Settlement settlement) implements Result {}
  }
}
