package dev.triggerfish.invoker.eventinvokeconfig;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How events of one qualifier are tried, and where they go in the end.
 *
 * @param maximumRetryAttempts 0 to 2, or null for the default
 * @param maximumEventAgeSeconds 60 to 21,600, or null for the default
 * @param onSuccess ARN, or null
 * @param onFailure ARN, or null
 * @param lastModified platform time
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">
 *     Error handling of asynchronous invocations</a>
 */
public record EventInvokeConfig(
    @Nullable Integer maximumRetryAttempts,
    @Nullable Integer maximumEventAgeSeconds,
    @Nullable String onSuccess,
    @Nullable String onFailure,
    Instant lastModified) {

  /** What goes for a qualifier that has no configuration. */
  public static final EventInvokeConfig NONE =
      new EventInvokeConfig(null, null, null, null, Instant.EPOCH);

  private static final int RETRIES = 2;
  private static final int LONGEST_SECONDS = 21_600;

  /** How often a function that fails is tried again. */
  public int retries() {
    return Objects.requireNonNullElse(maximumRetryAttempts, RETRIES);
  }

  /** How old an event may become before it is given up. */
  public Duration maximumAge() {
    return Duration.ofSeconds(Objects.requireNonNullElse(maximumEventAgeSeconds, LONGEST_SECONDS));
  }
}
