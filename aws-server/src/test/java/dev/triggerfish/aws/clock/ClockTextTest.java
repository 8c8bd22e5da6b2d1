package dev.triggerfish.aws.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockTextTest {

  @ParameterizedTest
  @CsvSource({
    "90s, PT1M30S",
    "2m, PT2M",
    "1h, PT1H",
    "1d, P1D",
    "1d12h, P1DT12H",
    "1h30m, PT1H30M",
    "0.5s, PT0.5S",
    "2M, PT2M",
    "PT2M, PT2M",
    "pt2m, PT2M",
    "P1DT1S, P1DT1S",
    "-2m, PT-2M",
    "0s, PT0S"
  })
  void readsWhatPeopleWrite(String text, Duration duration) {
    assertThat(ClockText.duration(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "2",
        "m",
        "d",
        "2x",
        "P",
        "PT",
        "P1Y",
        "tomorrow",
        "2m 1x",
        "P9999999999999999D"
      })
  void knowsWhatIsNoDuration(String text) {
    assertThat(ClockText.duration(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT2M, 2m",
    "PT1M30S, 1m 30s",
    "P1DT2H3M4.5S, 1d 2h 3m 4.5s",
    "PT48H, 2d"
  })
  void writesWhatPeopleRead(Duration duration, String text) {
    assertThat(ClockText.of(duration)).isEqualTo(text);
  }

  @Test
  void saysWhoIsBehind() {
    var reading = ClockReading.of(Instant.parse("2026-01-02T03:04:05Z"), Duration.ofMinutes(2));

    assertThat(ClockText.of(reading, List.of("iam", "logs")))
        .isEqualTo(
            """
            platform time  2026-01-02T03:06:05Z
            wall time      2026-01-02T03:04:05Z
            ahead by       2m
            not there yet  iam, logs; what is away takes it when it is back
            """);
  }
}
