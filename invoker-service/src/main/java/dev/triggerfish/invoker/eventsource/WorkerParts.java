package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.invoker.eventsource.mapping.SourceAccess;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.role.ExecutionRole;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all workers of a process share.
 *
 * @param roles gives a function's role, or null if the function is gone
 */
record WorkerParts(
    Invoker invoker,
    SourceAccess access,
    Function<FunctionName, @Nullable ExecutionRole> roles,
    Destination destination,
    MappingReports reports,
    PlatformClock clock) {

  /** Runs functions; never throws. */
  @FunctionalInterface
  interface Invoker {
    Attempt invoke(FunctionName function, byte[] event);
  }

  /** Tells a destination what was given up; never throws. */
  @FunctionalInterface
  interface Destination {
    SendOutcome tell(
        String destination, Discarded discarded, EventSource source, @Nullable ExecutionRole role);
  }
}
