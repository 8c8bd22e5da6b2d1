package dev.triggerfish.invoker.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BilledDurationTest {

  @ParameterizedTest
  @CsvSource({
    "100, 3010, 463512, 100",
    "100, 100000, 0, 100",
    "100, 100001, 0, 200",
    "100, 0, 0, 100",
    "1, 3010, , 4",
    "1, 1233960, 463512, 1698",
    "1, 3016780, 84000, 3101",
    "1, 1000, , 1"
  })
  void roundsUpToTheQuantum(long quantumMillis, long micros, Long initMicros, long billed) {
    var init = initMicros == null ? null : Duration.ofNanos(initMicros * 1_000);
    assertThat(
            new BilledDuration(Duration.ofMillis(quantumMillis))
                .millis(Duration.ofNanos(micros * 1_000), init))
        .isEqualTo(billed);
  }
}
