package dev.triggerfish.invoker.async;

import dev.triggerfish.invoker.destination.Completion.Condition;
import dev.triggerfish.invoker.eventinvokeconfig.EventInvokeConfig;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import java.time.Duration;

/**
 * What becomes of an event after an attempt.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">
 *     Error handling of asynchronous invocations</a>
 */
sealed interface EventDecision {

  /** It has ended. */
  record End(Condition condition) implements EventDecision {}

  /**
   * It is tried again.
   *
   * @param after how long from now
   */
  record Again(Duration after) implements EventDecision {}

  /** Before the second and the third run of a function that fails. */
  Duration FIRST_RETRY = Duration.ofMinutes(1);

  Duration LATER_RETRY = Duration.ofMinutes(2);

  /** Of what costs no attempt. */
  Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /**
   * Decides.
   *
   * @param outcome of the attempt
   * @param tries how often it has been tried, this attempt included
   * @param age of the event
   * @param config of the qualifier as it was invoked
   */
  static EventDecision decide(
      InvocationOutcome outcome, Tries tries, Duration age, EventInvokeConfig config) {
    return switch (outcome) {
      case InvocationOutcome.Succeeded _ -> new End(Condition.SUCCESS);
      case InvocationOutcome.FunctionError _ ->
          tries.runs > config.retries()
              ? new End(Condition.RETRIES_EXHAUSTED)
              : again(tries.runs == 1 ? FIRST_RETRY : LATER_RETRY, age, config);
      // None of these is the function's fault, and none may be so tomorrow.
      case InvocationOutcome.Throttled _,
          InvocationOutcome.RoleRefused _,
          InvocationOutcome.PlatformFailed _ ->
          again(wait(tries.waits), age, config);
    };
  }

  /**
   * How long an event waits that was put off before.
   *
   * @param waits how often
   */
  static Duration wait(int waits) {
    var seconds = SHORTEST_WAIT.toSeconds() << Math.min(waits, 20);
    return seconds < LONGEST_WAIT.toSeconds() ? Duration.ofSeconds(seconds) : LONGEST_WAIT;
  }

  private static EventDecision again(Duration after, Duration age, EventInvokeConfig config) {
    return age.plus(after).compareTo(config.maximumAge()) > 0
        ? new End(Condition.EVENT_AGE_EXCEEDED)
        : new Again(after);
  }

  /**
   * How often an event has been tried.
   *
   * @param runs how often the function has run with it
   * @param waits how often it was put off since then
   */
  record Tries(int runs, int waits) {}
}
