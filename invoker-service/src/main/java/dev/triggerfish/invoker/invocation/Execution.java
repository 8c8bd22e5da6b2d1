package dev.triggerfish.invoker.invocation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an invocation went, as far as is known when its caller gets the answer.
 *
 * @param version the version that ran
 * @param logGroup its log's, whether or not its role may write there
 * @param logStream of its environment
 * @param startedAt milliseconds since the epoch, platform time
 * @param duration from handing over the event to the answer
 * @param logTail last 4 KB of its log, if it was asked for
 */
public record Execution(
    String version,
    String logGroup,
    String logStream,
    long startedAt,
    Duration duration,
    @Nullable String logTail) {}
