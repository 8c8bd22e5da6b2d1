package dev.triggerfish.invoker.invocation;

import dev.triggerfish.invoker.function.FunctionVersion;
import org.jspecify.annotations.Nullable;

/**
 * One run of a function, as its caller asked for it.
 *
 * @param requestId UUID; the same for every attempt at an event
 * @param version what runs
 * @param invokedArn the function's ARN as it was addressed
 * @param payload the event, valid JSON, never changed
 * @param clientContext JSON, or null
 * @param traceHeader {@code Root=…;Parent=…;Sampled=…}
 * @param wantsLogTail whether the outcome is to hold the end of the log; it then waits for the
 *     REPORT line
 */
public record Invocation(
    String requestId,
    FunctionVersion version,
    String invokedArn,
    byte[] payload,
    @Nullable String clientContext,
    String traceHeader,
    boolean wantsLogTail) {}
