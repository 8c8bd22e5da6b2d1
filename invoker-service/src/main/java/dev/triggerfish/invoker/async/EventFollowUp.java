package dev.triggerfish.invoker.async;

import dev.triggerfish.delivery.Outcome;
import dev.triggerfish.invoker.destination.Completion;
import dev.triggerfish.invoker.destination.Completion.Condition;
import dev.triggerfish.invoker.destination.Completion.Failure;
import dev.triggerfish.invoker.destination.Completion.Kind;
import dev.triggerfish.invoker.destination.Completion.Response;
import dev.triggerfish.invoker.destination.Completion.Target;
import dev.triggerfish.invoker.eventinvokeconfig.EventInvokeConfig;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What follows an attempt. When an event ends, who is to be told is durable before anybody is. */
final class EventFollowUp {

  private final Function<FunctionKey, @Nullable String> deadLetterTargets;
  private final EventReports reports;

  /**
   * @param deadLetterTargets ARN of a function's dead-letter target, or null
   */
  EventFollowUp(Function<FunctionKey, @Nullable String> deadLetterTargets, EventReports reports) {
    this.deadLetterTargets = deadLetterTargets;
    this.reports = reports;
  }

  /**
   * An event has ended.
   *
   * @param outcome of the last attempt; null if that was not made
   */
  Outcome<AsyncEvent> end(
      AsyncEvent event,
      Condition condition,
      @Nullable InvocationOutcome outcome,
      EventInvokeConfig config) {
    if (condition == Condition.RECURSIVE_INVOCATION) {
      reports.stopped(event);
    }
    var targets = targets(event, condition, config);
    if (targets.isEmpty()) {
      return new Outcome.Done<>(
          () -> {
            if (condition != Condition.SUCCESS) {
              reports.vanished(event, condition);
            }
          });
    }
    return new Outcome.Next<>(
        event.ended(
            new Completion(
                condition,
                reports.now(),
                event.invocations(),
                response(outcome),
                failure(condition, outcome),
                targets)));
  }

  /** An event is tried again. */
  Outcome<AsyncEvent> later(AsyncEvent event, Duration after) {
    var due = Instant.ofEpochMilli(reports.now()).plus(after);
    return new Outcome.Retry<>(event, after, () -> reports.waits(event, due));
  }

  /** There is nothing left to run it, or to ask whom to tell. */
  Outcome<AsyncEvent> vanish(AsyncEvent event, String condition, String text) {
    return new Outcome.Done<>(() -> reports.vanished(event, condition, text));
  }

  private List<Target> targets(AsyncEvent event, Condition condition, EventInvokeConfig config) {
    var targets = new ArrayList<Target>();
    var success = condition == Condition.SUCCESS;
    var destination = success ? config.onSuccess() : config.onFailure();
    if (destination != null) {
      targets.add(new Target(Kind.DESTINATION, destination));
    }
    var deadLetters = success ? null : deadLetterTargets.apply(event.key());
    if (deadLetters != null) {
      targets.add(new Target(Kind.DEAD_LETTER, deadLetters));
    }
    return targets;
  }

  private static @Nullable Response response(@Nullable InvocationOutcome outcome) {
    if (!(outcome instanceof InvocationOutcome.Ran ran)) {
      return null;
    }
    var error = outcome instanceof InvocationOutcome.FunctionError ? "Unhandled" : null;
    return new Response(ran.execution().version(), error, ran.payload());
  }

  private static Failure failure(Condition condition, @Nullable InvocationOutcome outcome) {
    return switch (outcome) {
      case InvocationOutcome.Ran ran -> new Failure(200, ErrorMessage.of(ran.payload()));
      case InvocationOutcome.Throttled _ -> new Failure(429, "Rate Exceeded.");
      case InvocationOutcome.RoleRefused refused -> new Failure(403, refused.message());
      case InvocationOutcome.PlatformFailed failed -> new Failure(500, failed.message());
      case null ->
          condition == Condition.RECURSIVE_INVOCATION
              ? new Failure(400, "The function is in a recursive loop and was stopped.")
              : new Failure(429, condition.text());
    };
  }
}
