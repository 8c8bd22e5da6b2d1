package dev.triggerfish.invoker.async;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.contracts.EventHop.Step;
import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.invoker.destination.Completion.Condition;
import dev.triggerfish.invoker.destination.Completion.Kind;
import dev.triggerfish.invoker.destination.Completion.Target;
import dev.triggerfish.invoker.invocation.AsyncEventObserver;
import dev.triggerfish.invoker.invocation.AsyncEventObserver.Incident;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells those who follow an event, and the metrics, how it goes. */
final class EventReports {

  private final EventJournal hops;
  private final AsyncEventObserver observer;
  private final PlatformClock clock;

  EventReports(EventJournal hops, AsyncEventObserver observer, PlatformClock clock) {
    this.hops = hops;
    this.observer = observer;
    this.clock = clock;
  }

  long now() {
    return clock.millis();
  }

  /**
   * An event is durable.
   *
   * @param cause what made it, as hops tell it; null if that is known from elsewhere
   */
  void accepted(AsyncEvent event, @Nullable String cause) {
    observer.received(event.function());
    hops.record(
        new EventHop(
            event.requestId(),
            cause,
            clock.now(),
            Step.ACCEPTED,
            event.functionArn(),
            "The event is in the function's queue.",
            Map.of()));
  }

  void begins(AsyncEvent event, Duration age) {
    observer.attempted(event.function(), age);
  }

  /**
   * An attempt was made.
   *
   * @param number from 1
   */
  void attempted(AsyncEvent event, int number, InvocationOutcome outcome) {
    hop(
        event,
        Step.ATTEMPTED,
        event.functionArn(),
        "Attempt " + number + ": " + text(outcome),
        facts(number, outcome));
  }

  private static Map<String, String> facts(int number, InvocationOutcome outcome) {
    var attempt = Integer.toString(number);
    var kind = outcome.getClass().getSimpleName();
    return outcome instanceof InvocationOutcome.Ran ran
        ? Map.of(
            "attempt",
            attempt,
            "outcome",
            kind,
            "logGroup",
            ran.execution().logGroup(),
            "logStream",
            ran.execution().logStream())
        : Map.of("attempt", attempt, "outcome", kind);
  }

  private static String text(InvocationOutcome outcome) {
    return switch (outcome) {
      case InvocationOutcome.Succeeded _ -> "the function succeeded.";
      case InvocationOutcome.HandlerFailed failed ->
          "the function failed: " + ErrorMessage.withType(failed.payload());
      case InvocationOutcome.TimedOut timedOut -> "the function timed out: " + timedOut.message();
      case InvocationOutcome.Exited exited -> "the runtime ended: " + exited.message();
      case InvocationOutcome.ResponseTooLarge large ->
          "the answer is too large: " + large.message();
      case InvocationOutcome.Throttled throttled -> "throttled: " + throttled.reason();
      case InvocationOutcome.RoleRefused refused ->
          "the execution role cannot be assumed: " + refused.message();
      case InvocationOutcome.PlatformFailed failed -> "the platform failed: " + failed.message();
    };
  }

  void waits(AsyncEvent event, Instant due) {
    var until = due.toString();
    hop(
        event,
        Step.WAITING,
        event.functionArn(),
        "The event is tried again at " + until + ".",
        Map.of("until", until));
  }

  void stopped(AsyncEvent event) {
    observer.happened(event.function(), Incident.RECURSION_STOPPED);
  }

  /** A target has been told, or not. */
  void handedOn(AsyncEvent event, Target target, SendOutcome outcome) {
    var kind = target.kind() == Kind.DEAD_LETTER ? "dead-letter target" : "destination";
    var arn = target.arn();
    var missed = "The " + kind + " did not get it: ";
    switch (outcome) {
      case SendOutcome.Delivered(var fact, var id) ->
          hop(event, Step.DELIVERED, arn, "The " + kind + " has it.", Map.of(fact, id));
      case SendOutcome.Denied(var reason) -> hop(event, Step.DENIED, arn, reason, Map.of());
      case SendOutcome.Refused(var reason) ->
          hop(event, Step.DROPPED, arn, missed + reason, Map.of());
      case SendOutcome.Failed(var reason) ->
          hop(event, Step.WAITING, arn, missed + reason, Map.of());
    }
  }

  /** A target will not be told. */
  void lost(AsyncEvent event, Kind kind) {
    observer.happened(
        event.function(),
        kind == Kind.DEAD_LETTER ? Incident.DEAD_LETTER_FAILED : Incident.DESTINATION_FAILED);
  }

  /** Its function did not succeed with it, and all have been told who are to be told. */
  void dropped(AsyncEvent event) {
    observer.happened(event.function(), Incident.DROPPED);
  }

  /** Nobody is told of its end. */
  void vanished(AsyncEvent event, Condition condition) {
    vanished(
        event,
        condition.text(),
        "The event is given up ("
            + condition.text()
            + "), and neither a failure destination nor a"
            + " dead-letter target is set.");
  }

  void vanished(AsyncEvent event, String condition, String text) {
    dropped(event);
    hop(event, Step.DROPPED, event.functionArn(), text, Map.of("condition", condition));
  }

  private void hop(
      AsyncEvent event, Step step, String resource, String text, Map<String, String> facts) {
    hops.record(new EventHop(event.requestId(), null, clock.now(), step, resource, text, facts));
  }
}
