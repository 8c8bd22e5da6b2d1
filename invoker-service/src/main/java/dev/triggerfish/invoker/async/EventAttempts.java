package dev.triggerfish.invoker.async;

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
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Runs functions with events, each attempt with the same request ID. */
final class EventAttempts implements EventRunner {

  private static final Logger LOG = LoggerFactory.getLogger(EventAttempts.class);

  private final Function<FunctionName, EventInvokeConfig> configs;
  private final EventGates gates;
  private final FunctionResolver functions;
  private final Function<Invocation, InvocationOutcome> invocations;
  private final EventFollowUp followUp;
  private final EventReports reports;
  private volatile boolean stopped;

  EventAttempts(
      Function<FunctionName, EventInvokeConfig> configs,
      EventGates gates,
      FunctionResolver functions,
      Function<Invocation, InvocationOutcome> invocations,
      EventFollowUp followUp,
      EventReports reports) {
    this.configs = configs;
    this.gates = gates;
    this.functions = functions;
    this.invocations = invocations;
    this.followUp = followUp;
    this.reports = reports;
  }

  @Override
  public void stop() {
    stopped = true;
  }

  /** A fault of ours costs the event no attempt, and no other event its turn. */
  @Override
  public Run run(AsyncEvent event, LongConsumer wakeAt) {
    try {
      if (event.completion() != null) {
        followUp.deliver(event, wakeAt);
        return new Run.Over();
      }
      return run(event, configs.apply(event.function()), wakeAt);
    } catch (RuntimeException | Error e) {
      // Neither its age nor whom to tell of its end can be known now: that is for the next time.
      LOG.error("Event {} of {} is tried again", event.requestId(), event.function(), e);
      followUp.later(event.waited(), EventDecision.wait(event.waits()), wakeAt);
      return new Run.Over();
    }
  }

  private Run run(AsyncEvent event, EventInvokeConfig config, LongConsumer wakeAt) {
    Condition ends;
    try {
      ends = gates.ends(event, config);
    } catch (RuntimeException | Error e) {
      return follow(event, broken(event, e), config, wakeAt);
    }
    if (ends != null) {
      followUp.end(event, ends, null, config, wakeAt);
      return new Run.Over();
    }
    reports.begins(event, gates.age(event));
    InvocationOutcome outcome;
    try {
      outcome = invocations.apply(invocation(event));
    } catch (ResourceNotFoundException e) {
      followUp.vanish(
          event, "FunctionNotFound", "The function is gone: " + e.awsErrorDetails().errorMessage());
      return new Run.Over();
    } catch (ResourceConflictException e) {
      outcome = new InvocationOutcome.PlatformFailed(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      outcome = broken(event, e);
    }
    return stopped && !(outcome instanceof InvocationOutcome.Succeeded)
        ? new Run.Over()
        : follow(event, outcome, config, wakeAt);
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

  private Run follow(
      AsyncEvent before, InvocationOutcome outcome, EventInvokeConfig config, LongConsumer wakeAt) {
    var ran = outcome instanceof InvocationOutcome.Ran;
    var event = ran ? before.invoked() : before;
    // Of an event that waits in line, only the first refusal is news.
    if (!(outcome instanceof InvocationOutcome.Throttled) || event.waits() == 0) {
      reports.attempted(event, ran ? event.invocations() : event.invocations() + 1, outcome);
    }
    var tries = new EventDecision.Tries(event.invocations(), event.waits());
    return switch (EventDecision.decide(outcome, tries, gates.age(event), config)) {
      case EventDecision.End(Condition condition) -> {
        followUp.end(event, condition, outcome, config, wakeAt);
        yield new Run.Over();
      }
      case EventDecision.Again(Duration after) -> {
        if (outcome instanceof InvocationOutcome.Throttled) {
          if (event.waits() == 0) {
            reports.waits(event, Instant.ofEpochMilli(reports.now()).plus(after));
          }
          yield new Run.Refused(event.waited(), after);
        }
        followUp.later(ran ? event : event.waited(), after, wakeAt);
        yield new Run.Over();
      }
    };
  }
}
