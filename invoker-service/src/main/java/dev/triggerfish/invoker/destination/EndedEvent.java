package dev.triggerfish.invoker.destination;

import dev.triggerfish.invoker.function.FunctionName;

/**
 * An event that has ended.
 *
 * @param requestId the same for every attempt
 * @param function as addressed
 * @param payload valid JSON
 * @param traceHeader of its chain
 * @param completion how it ended
 */
public record EndedEvent(
    String requestId,
    FunctionName function,
    byte[] payload,
    String traceHeader,
    Completion completion) {}
