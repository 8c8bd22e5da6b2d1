package dev.triggerfish.invoker.eventsource.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;

/**
 * How records become batches, and what happens to batches that fail.
 *
 * @param batchSize records of a batch at most, 1 to 10,000
 * @param batchingWindowSeconds how long a batch waits for more, 0 to 300; null for the source's
 *     default
 * @param parallelizationFactor batches of a shard at once, 1 to 10
 * @param startingPosition where the first reading begins
 * @param startingTimestamp for {@code AT_TIMESTAMP}, else null
 * @param maximumRecordAgeSeconds 60 to 604,800, or -1: no limit
 * @param maximumRetryAttempts 0 to 10,000, or -1: no limit
 * @param bisects whether a failed batch is split in two
 * @param tumblingWindowSeconds 1 to 900, or 0: no windows
 * @param reportsItemFailures whether functions say which records failed
 * @param filters event patterns, one of which a record must match; none for all records
 * @param onFailure ARN of who gets what is discarded; null for nobody
 * @param countsEvents whether there are metrics of events
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">
 *     CreateEventSourceMapping</a>
 */
public record MappingSettings(
    int batchSize,
    @Nullable Integer batchingWindowSeconds,
    int parallelizationFactor,
    EventSourcePosition startingPosition,
    @Nullable Instant startingTimestamp,
    int maximumRecordAgeSeconds,
    int maximumRetryAttempts,
    boolean bisects,
    int tumblingWindowSeconds,
    boolean reportsItemFailures,
    List<String> filters,
    @Nullable String onFailure,
    boolean countsEvents) {

  /** No limit to ages and retries. */
  public static final int UNLIMITED = -1;

  private static final int BATCH_SIZE = 100;
  private static final Duration KAFKA_WINDOW = Duration.ofMillis(500);

  /** What goes where a client says nothing. */
  static MappingSettings defaults(MappedSource source) {
    return new MappingSettings(
        BATCH_SIZE,
        source instanceof MappedSource.DynamoDbStream ? 0 : null,
        1,
        EventSourcePosition.UNKNOWN_TO_SDK_VERSION,
        null,
        UNLIMITED,
        UNLIMITED,
        false,
        0,
        false,
        List.of(),
        null,
        false);
  }

  /** How long a batch waits for more records after its first one. */
  public Duration batchingWindow() {
    return batchingWindowSeconds == null ? KAFKA_WINDOW : Duration.ofSeconds(batchingWindowSeconds);
  }
}
