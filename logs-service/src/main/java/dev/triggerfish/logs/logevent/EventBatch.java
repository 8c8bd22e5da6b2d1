package dev.triggerfish.logs.logevent;

import dev.triggerfish.logs.loggroup.LogsErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/**
 * AWS's rules for the events of one {@code PutLogEvents}.
 *
 * @param events in chronological order
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html">AWS</a>
 */
record EventBatch(List<InputLogEvent> events) {

  static final int MAX_BYTES = 1_048_576;
  private static final Duration MAX_SPAN = Duration.ofHours(24);
  private static final Duration MAX_AGE = Duration.ofDays(14);
  private static final Duration MAX_AHEAD = Duration.ofHours(2);

  /** Throws AWS's error for a batch that is refused as a whole. */
  void check() {
    var bytes = 0L;
    var previous = Long.MIN_VALUE;
    for (var event : events) {
      var size = NewLogEvent.size(event.message());
      if (size > MAX_BYTES) {
        throw LogsErrors.invalidParameter(
            "Log event too large: " + size + " bytes exceeds limit of " + MAX_BYTES);
      }
      bytes += size;
      if (event.timestamp() < previous) {
        throw LogsErrors.invalidParameter(
            "Log events in a single PutLogEvents request must be in chronological order.");
      }
      previous = event.timestamp();
    }
    if (bytes > MAX_BYTES) {
      throw LogsErrors.invalidParameter(
          "Upload too large: " + bytes + " bytes exceeds limit of " + MAX_BYTES);
    }
    if (events.getLast().timestamp() - events.getFirst().timestamp() > MAX_SPAN.toMillis()) {
      throw LogsErrors.invalidParameter(
          "The batch of log events in a single PutLogEvents request cannot span more than 24"
              + " hours.");
    }
  }

  /**
   * Tells which events are taken.
   *
   * @param wall by which clients stamp their events
   * @param platform may be ahead of the wall, so events that are early by it are taken
   * @param retentionInDays the group's, or null for never
   */
  Acceptance accept(Instant wall, Instant platform, @Nullable Integer retentionInDays) {
    var tooOld = countBefore(wall.minus(MAX_AGE));
    var expired =
        retentionInDays == null ? 0 : countBefore(wall.minus(Duration.ofDays(retentionInDays)));
    var tooNew = countBefore(platform.plus(MAX_AHEAD).plusMillis(1));
    return new Acceptance(tooOld, expired > tooOld ? expired : 0, tooNew, events.size());
  }

  private int countBefore(Instant instant) {
    var limit = instant.toEpochMilli();
    return (int) events.stream().takeWhile(event -> event.timestamp() < limit).count();
  }

  /**
   * Which events are taken: those from {@link #start} to {@link #end}.
   *
   * @param tooOld end of those older than 14 days, exclusive
   * @param expired end of those older than the group's retention, exclusive, or 0
   * @param tooNew start of those more than 2 hours ahead, inclusive
   * @param size of the batch
   */
  record Acceptance(int tooOld, int expired, int tooNew, int size) {

    int start() {
      return Math.min(Math.max(tooOld, expired), end());
    }

    int end() {
      return tooNew;
    }

    @Nullable RejectedLogEventsInfo rejected() {
      if (start() == 0 && end() == size) {
        return null;
      }
      return RejectedLogEventsInfo.builder()
          .tooOldLogEventEndIndex(tooOld > 0 ? tooOld : null)
          .expiredLogEventEndIndex(expired > 0 ? expired : null)
          .tooNewLogEventStartIndex(tooNew < size ? tooNew : null)
          .build();
    }
  }
}
