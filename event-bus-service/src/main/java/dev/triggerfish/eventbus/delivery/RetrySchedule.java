package dev.triggerfish.eventbus.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When what has failed is tried again. */
final class RetrySchedule {

  // SNS: attempts of each phase, and the last one of it.
  private static final int IMMEDIATE = 3;
  private static final int PRE_BACKOFF = IMMEDIATE + 2;
  private static final int BACKOFF = PRE_BACKOFF + 10;
  private static final int POST_BACKOFF = BACKOFF + 100_000;
  private static final long LONGEST_SNS_SECONDS = 20;

  private static final long LONGEST_S3_SECONDS = Duration.ofMinutes(5).toSeconds();
  private static final Duration S3_GIVES_UP_AFTER = Duration.ofHours(24);

  private RetrySchedule() {}

  /**
   * How long to wait before the next attempt, or null if there is none.
   *
   * @param attempts made so far, at least 1; all of them have failed
   * @param age of the event
   */
  static @Nullable Duration next(Retries retries, int attempts, Duration age) {
    return switch (retries) {
      case SNS -> sns(attempts);
      case S3 -> s3(attempts, age);
    };
  }

  private static @Nullable Duration sns(int attempts) {
    if (attempts < IMMEDIATE) {
      return Duration.ZERO;
    }
    if (attempts < PRE_BACKOFF) {
      return Duration.ofSeconds(1);
    }
    if (attempts < BACKOFF) {
      return Duration.ofSeconds(exponential(attempts - PRE_BACKOFF, LONGEST_SNS_SECONDS));
    }
    return attempts < POST_BACKOFF ? Duration.ofSeconds(LONGEST_SNS_SECONDS) : null;
  }

  private static @Nullable Duration s3(int attempts, Duration age) {
    var pause = Duration.ofSeconds(exponential(attempts - 1, LONGEST_S3_SECONDS));
    return age.plus(pause).compareTo(S3_GIVES_UP_AFTER) > 0 ? null : pause;
  }

  /** 1, 2, 4, 8, … seconds. */
  private static long exponential(int step, long longest) {
    return Math.min(longest, 1L << Math.min(step, 30));
  }
}
