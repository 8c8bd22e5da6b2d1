package dev.triggerfish.invoker.environment;

import dev.triggerfish.invoker.invocation.Invocation;

/**
 * An invocation as it is handed to a runtime.
 *
 * @param invocation what to run
 * @param deadlineMillis epoch milliseconds, wall time: when the runtime will be killed
 */
public record RuntimeEvent(Invocation invocation, long deadlineMillis) {}
