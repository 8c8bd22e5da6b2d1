package dev.triggerfish.invoker.async;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.invoker.destination.Completion.Condition;
import dev.triggerfish.invoker.eventinvokeconfig.EventInvokeConfig;
import dev.triggerfish.invoker.function.FunctionName;
import java.time.Duration;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What ends an event before its function runs with it. */
final class EventGates {

  private final Predicate<FunctionName> turnedOff;
  private final BiPredicate<FunctionName, String> recursive;
  private final PlatformClock clock;

  /**
   * @param turnedOff whether a function's reserved concurrency is 0
   * @param recursive whether an invocation with a trace is one too many of its chain
   */
  EventGates(
      Predicate<FunctionName> turnedOff,
      BiPredicate<FunctionName, String> recursive,
      PlatformClock clock) {
    this.turnedOff = turnedOff;
    this.recursive = recursive;
    this.clock = clock;
  }

  /** How an event ends without an attempt; null if one is to be made. */
  @Nullable Condition ends(AsyncEvent event, EventInvokeConfig config) {
    if (turnedOff.test(event.function())) {
      return Condition.ZERO_RESERVED_CONCURRENCY;
    }
    if (recursive.test(event.function(), event.traceHeader())) {
      return Condition.RECURSIVE_INVOCATION;
    }
    return age(event).compareTo(config.maximumAge()) > 0 ? Condition.EVENT_AGE_EXCEEDED : null;
  }

  /** How long ago an event was received. */
  Duration age(AsyncEvent event) {
    return Duration.ofMillis(Math.max(0, clock.millis() - event.received()));
  }
}
