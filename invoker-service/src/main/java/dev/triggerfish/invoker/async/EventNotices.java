package dev.triggerfish.invoker.async;

import dev.triggerfish.delivery.Outcome;
import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.invoker.destination.Completion;
import dev.triggerfish.invoker.destination.Completion.Condition;
import dev.triggerfish.invoker.destination.Completion.Target;
import dev.triggerfish.invoker.destination.Destinations;
import dev.triggerfish.invoker.destination.EndedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells destinations and dead-letter targets how events ended, until they know or cannot. */
final class EventNotices {

  private static final Logger LOG = LoggerFactory.getLogger(EventNotices.class);

  /** How long a target may be out of reach. */
  private static final Duration LONGEST = Duration.ofHours(6);

  private final Destinations destinations;
  private final EventReports reports;

  EventNotices(Destinations destinations, EventReports reports) {
    this.destinations = destinations;
    this.reports = reports;
  }

  /** Tells those who are to be told how an event ended, which is in the store. */
  Outcome<AsyncEvent> tell(AsyncEvent event, Completion completion) {
    var left = deliver(event, completion);
    if (left.isEmpty()) {
      if (completion.condition() != Condition.SUCCESS) {
        reports.dropped(event);
      }
      return new Outcome.Done<>(() -> {});
    }
    var later = event.ended(completion.with(left), event.waits() + 1);
    return new Outcome.Retry<>(later, EventDecision.wait(event.waits()), () -> {});
  }

  /** The targets that are to be told later. */
  private List<Target> deliver(AsyncEvent event, Completion completion) {
    var ended =
        new EndedEvent(
            event.requestId(), event.function(), event.payload(), event.traceHeader(), completion);
    var patient = reports.now() - completion.at() < LONGEST.toMillis();
    var left = new ArrayList<Target>();
    for (var target : completion.targets()) {
      var outcome = attempt(ended, target, patient);
      reports.handedOn(event, target, outcome);
      switch (outcome) {
        case SendOutcome.Delivered _ -> {}
        case SendOutcome.Denied _, SendOutcome.Refused _ -> reports.lost(event, target.kind());
        case SendOutcome.Failed _ -> left.add(target);
      }
    }
    return left;
  }

  private SendOutcome attempt(EndedEvent event, Target target, boolean patient) {
    SendOutcome outcome;
    try {
      outcome = destinations.deliver(event, target);
    } catch (RuntimeException | Error e) {
      // A fault of ours, such as a database that does not answer: no reason to lose the event.
      LOG.error("{} could not be told of {}", target.arn(), event.requestId(), e);
      outcome = new SendOutcome.Failed(e.toString());
    }
    return outcome instanceof SendOutcome.Failed(var reason) && !patient
        ? new SendOutcome.Refused(reason)
        : outcome;
  }
}
