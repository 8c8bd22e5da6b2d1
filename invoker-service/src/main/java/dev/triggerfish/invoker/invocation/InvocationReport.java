package dev.triggerfish.invoker.invocation;

import java.time.Duration;

/**
 * What an invocation took, as its REPORT line says.
 *
 * @param invocation which one
 * @param startedAt milliseconds since the epoch, platform time
 * @param duration without INIT
 * @param billedMillis what is billed for it
 */
public record InvocationReport(
    Invocation invocation, long startedAt, Duration duration, long billedMillis) {}
