package dev.triggerfish.invoker.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.invoker.async.EventDecision.Tries;
import dev.triggerfish.invoker.eventinvokeconfig.EventInvokeConfig;
import dev.triggerfish.invoker.invocation.Execution;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDecisionTest {

  private static final Execution EXECUTION =
      new Execution("$LATEST", "/aws/lambda/fn", "stream", 0, Duration.ZERO, null);

  @ParameterizedTest
  @CsvSource({
    // outcome, runs, waits, age, retries, longest age, decision
    "success, 1, 0, 0, , , Success",
    "success, 3, 0, 99999, , , Success",
    "failure, 1, 0, 0, , , PT1M",
    "failure, 2, 0, 61, , , PT2M",
    "failure, 3, 0, 182, , , RetriesExhausted",
    "failure, 1, 0, 0, 2, , PT1M",
    "failure, 1, 0, 0, 1, , PT1M",
    "failure, 2, 0, 61, 1, , RetriesExhausted",
    "failure, 1, 0, 0, 0, , RetriesExhausted",
    // a retry that would come too late is not waited for
    "failure, 1, 0, 0, , 60, PT1M",
    "failure, 1, 0, 1, , 60, EventAgeExceeded",
    "failure, 2, 0, 61, , 120, EventAgeExceeded",
    "failure, 2, 0, 60, , 180, PT2M",
    "failure, 1, 0, 21540, , , PT1M",
    "failure, 1, 0, 21541, , , EventAgeExceeded",
    // what nobody can be blamed for costs no attempt, however often it happens
    "throttled, 0, 0, 0, , , PT1S",
    "throttled, 0, 1, 1, , , PT2S",
    "throttled, 0, 3, 9, , , PT8S",
    "throttled, 0, 8, 511, , , PT4M16S",
    "throttled, 0, 9, 900, , , PT5M",
    "throttled, 0, 5000, 900, , , PT5M",
    "throttled, 2, 0, 61, 0, , PT1S",
    "throttled, 0, 5, 60, , 60, EventAgeExceeded",
    "throttled, 0, 0, 59, , 60, PT1S",
    "platform, 0, 2, 3, , , PT4S",
    "role, 0, 2, 3, , , PT4S",
    "role, 0, 9, 21500, , , EventAgeExceeded"
  })
  void whatBecomesOfAnEvent(
      String outcome,
      int runs,
      int waits,
      long age,
      @Nullable Integer retries,
      @Nullable Integer longest,
      String expected) {
    var config = new EventInvokeConfig(retries, longest, null, null, Instant.EPOCH);

    var decision =
        EventDecision.decide(
            outcome(outcome), new Tries(runs, waits), Duration.ofSeconds(age), config);

    assertThat(
            switch (decision) {
              case EventDecision.Again(var after) -> after.toString();
              case EventDecision.End(var condition) -> condition.text();
            })
        .isEqualTo(expected);
  }

  @Test
  void waitsNeverEndAndNeverGrowBeyondFiveMinutes() {
    var last = Duration.ZERO;
    for (var waits = 0; waits < 100; waits++) {
      var wait = EventDecision.wait(waits);
      assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
      assertThat(wait).isGreaterThanOrEqualTo(last);
      last = wait;
    }
  }

  private static InvocationOutcome outcome(String name) {
    return switch (name) {
      case "success" -> new InvocationOutcome.Succeeded(new byte[0], EXECUTION);
      case "failure" -> new InvocationOutcome.HandlerFailed(new byte[0], EXECUTION);
      case "throttled" -> new InvocationOutcome.Throttled("reason");
      case "platform" -> new InvocationOutcome.PlatformFailed("broken");
      case "role" -> new InvocationOutcome.RoleRefused("refused");
      default -> throw new IllegalArgumentException(name);
    };
  }
}
