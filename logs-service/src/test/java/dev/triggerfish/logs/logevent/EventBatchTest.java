package dev.triggerfish.logs.logevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

class EventBatchTest {

  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  /** Hours from now; the columns after are the members of the answer, and what is taken. */
  @ParameterizedTest
  @CsvSource({
    "0,                 , , , , 0, 1",
    "-1 0 1,            , , , , 0, 3",
    "-336 0,            , , , , 0, 2",
    "-337,              , 1, , , 1, 1",
    "-339 -337 -330,    , 2, , , 2, 3",
    "2 3,               , , 1, , 0, 1",
    "3,                 , , 0, , 0, 0",
    "-30 -20,          1, , , 1, 1, 2",
    "-30 -25 -20 -7 3, 1, , 4, 2, 2, 4",
    "-340 -30 -20,     1, 1, , 2, 2, 3",
    "-20 -10,          1, , , , 0, 2",
  })
  void rejectsEventsByAge(
      String hours,
      @Nullable Integer retentionInDays,
      @Nullable Integer tooOld,
      @Nullable Integer tooNew,
      @Nullable Integer expired,
      int start,
      int end) {
    var events =
        Arrays.stream(hours.split(" "))
            .map(h -> event(NOW.plus(Duration.ofHours(Long.parseLong(h))), "x"))
            .toList();
    var acceptance = new EventBatch(events).accept(NOW, NOW, retentionInDays);
    assertThat(List.of(acceptance.start(), acceptance.end())).containsExactly(start, end);
    var rejected = acceptance.rejected();
    if (tooOld == null && tooNew == null && expired == null) {
      assertThat(rejected).isNull();
    } else {
      assertThat(rejected)
          .isEqualTo(
              RejectedLogEventsInfo.builder()
                  .tooOldLogEventEndIndex(tooOld)
                  .tooNewLogEventStartIndex(tooNew)
                  .expiredLogEventEndIndex(expired)
                  .build());
    }
  }

  @Test
  void takesEventsThatAreStampedByEitherClock() {
    var ahead = NOW.plus(Duration.ofDays(30));
    var events = List.of(event(NOW, "by the wall"), event(ahead, "by the platform"));
    assertThat(new EventBatch(events).accept(NOW, ahead, 1).rejected()).isNull();
  }

  @Test
  void refusesEventsOutOfOrder() {
    refused(
        List.of(event(NOW, "a"), event(NOW.minusMillis(1), "b")),
        "Log events in a single PutLogEvents request must be in chronological order.");
  }

  @Test
  void refusesABatchOfMoreThanADay() {
    new EventBatch(List.of(event(NOW.minus(Duration.ofHours(24)), "a"), event(NOW, "b"))).check();
    refused(
        List.of(event(NOW.minus(Duration.ofHours(24)).minusMillis(1), "a"), event(NOW, "b")),
        "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
  }

  @Test
  void countsUtf8BytesAnd26PerEvent() {
    var largest = "é".repeat((EventBatch.MAX_BYTES - 26) / 2);
    new EventBatch(List.of(event(NOW, largest))).check();
    refused(
        List.of(event(NOW, largest + "x")),
        "Log event too large: 1048577 bytes exceeds limit of 1048576");
    refused(
        Collections.nCopies(9_000, event(NOW, "x".repeat(91))),
        "Upload too large: 1053000 bytes exceeds limit of 1048576");
  }

  private static void refused(List<InputLogEvent> events, String message) {
    assertThatThrownBy(() -> new EventBatch(events).check())
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage(message);
  }

  private static InputLogEvent event(Instant time, String message) {
    return InputLogEvent.builder().timestamp(time.toEpochMilli()).message(message).build();
  }
}
