package dev.triggerfish.invoker.async;

import dev.triggerfish.delivery.Outcome;
import dev.triggerfish.delivery.Worker;
import dev.triggerfish.invoker.destination.Completion.Condition;
import dev.triggerfish.invoker.eventinvokeconfig.EventInvokeConfig;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionResolver;
import dev.triggerfish.invoker.function.FunctionResolver.ResolvedFunction;
import dev.triggerfish.invoker.invocation.Invocation;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Runs functions with events, each attempt with the same request ID. */
final class EventWorker implements Worker<AsyncEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(EventWorker.class);

  private static final int RUN_AT_ONCE = 1_000;
  private static final int TOLD_AT_ONCE = 64;

  private final Function<FunctionName, EventInvokeConfig> configs;
  private final EventGates gates;
  private final FunctionResolver functions;
  private final Function<Invocation, InvocationOutcome> invocations;
  private final EventFollowUp followUp;
  private final EventNotices notices;
  private final EventReports reports;
  private volatile boolean stopped;

  EventWorker(
      Function<FunctionName, EventInvokeConfig> configs,
      EventGates gates,
      FunctionResolver functions,
      Function<Invocation, InvocationOutcome> invocations,
      EventFollowUp followUp,
      EventNotices notices,
      EventReports reports) {
    this.configs = configs;
    this.gates = gates;
    this.functions = functions;
    this.invocations = invocations;
    this.followUp = followUp;
    this.notices = notices;
    this.reports = reports;
  }

  @Override
  public void stop() {
    stopped = true;
  }

  @Override
  public int atOnce(String lane) {
    return lane.startsWith(AsyncEvent.TOLD) ? TOLD_AT_ONCE : RUN_AT_ONCE;
  }

  /** A fault of ours costs the event no attempt, and no other event its turn. */
  @Override
  public Outcome<AsyncEvent> work(AsyncEvent event) {
    try {
      var completion = event.completion();
      return completion == null
          ? run(event, configs.apply(event.function()))
          : notices.tell(event, completion);
    } catch (RuntimeException | Error e) {
      // Neither its age nor whom to tell of its end can be known now: that is for the next time.
      LOG.error("Event {} of {} is tried again", event.requestId(), event.function(), e);
      return followUp.later(event.waited(), EventDecision.wait(event.waits()));
    }
  }

  private Outcome<AsyncEvent> run(AsyncEvent event, EventInvokeConfig config) {
    Condition ends;
    try {
      ends = gates.ends(event, config);
    } catch (RuntimeException | Error e) {
      return follow(event, broken(event, e), config);
    }
    if (ends != null) {
      return followUp.end(event, ends, null, config);
    }
    reports.begins(event, gates.age(event));
    InvocationOutcome outcome;
    try {
      outcome = invocations.apply(invocation(event));
    } catch (ResourceNotFoundException e) {
      return followUp.vanish(
          event, "FunctionNotFound", "The function is gone: " + e.awsErrorDetails().errorMessage());
    } catch (ResourceConflictException e) {
      outcome = new InvocationOutcome.PlatformFailed(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      outcome = broken(event, e);
    }
    return stopped && !(outcome instanceof InvocationOutcome.Succeeded)
        ? new Outcome.Abandoned<>()
        : follow(event, outcome, config);
  }

  private static InvocationOutcome broken(AsyncEvent event, Throwable fault) {
    LOG.error("Event {} of {} could not be run", event.requestId(), event.function(), fault);
    return new InvocationOutcome.PlatformFailed(fault.toString());
  }

  private Invocation invocation(AsyncEvent event) {
    var name = event.function();
    ResolvedFunction function =
        functions.resolve(name.accountId(), name.region(), name.name(), name.qualifier());
    return new Invocation(
        event.requestId(),
        function.version(),
        function.invokedArn(),
        event.payload(),
        null,
        event.traceHeader(),
        false);
  }

  private Outcome<AsyncEvent> follow(
      AsyncEvent before, InvocationOutcome outcome, EventInvokeConfig config) {
    var ran = outcome instanceof InvocationOutcome.Ran;
    var event = ran ? before.invoked() : before;
    // Of an event that waits in line, only the first refusal is news.
    if (!(outcome instanceof InvocationOutcome.Throttled) || event.waits() == 0) {
      reports.attempted(event, ran ? event.invocations() : event.invocations() + 1, outcome);
    }
    var tries = new EventDecision.Tries(event.invocations(), event.waits());
    return switch (EventDecision.decide(outcome, tries, gates.age(event), config)) {
      case EventDecision.End(Condition condition) ->
          followUp.end(event, condition, outcome, config);
      case EventDecision.Again(Duration after) -> {
        if (outcome instanceof InvocationOutcome.Throttled) {
          if (event.waits() == 0) {
            reports.waits(event, Instant.ofEpochMilli(reports.now()).plus(after));
          }
          yield new Outcome.Refused<>(event.waited(), after);
        }
        yield followUp.later(ran ? event : event.waited(), after);
      }
    };
  }
}
