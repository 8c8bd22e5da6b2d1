package dev.triggerfish.eventbus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0",
    "2, 0",
    "3, 1",
    "4, 1",
    "5, 1",
    "6, 2",
    "7, 4",
    "8, 8",
    "9, 16",
    "10, 20",
    "14, 20",
    "15, 20",
    "100014, 20",
  })
  void snsTriesAtOnceThenSlowerAndSlower(int attempts, long seconds) {
    assertThat(RetrySchedule.next(Retries.SNS, attempts, Duration.ofDays(22)))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void snsGivesUpAfterOneHundredThousandAndFifteenAttemptsIn23Days() {
    assertThat(RetrySchedule.next(Retries.SNS, 100_015, Duration.ZERO)).isNull();
    var age = Duration.ZERO;
    for (var attempts = 1; attempts < 100_015; attempts++) {
      var next = RetrySchedule.next(Retries.SNS, attempts, age);
      assertThat(next).isNotNull();
      age = age.plus(next);
    }
    assertThat(age).isBetween(Duration.ofDays(23), Duration.ofDays(24));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "9, 256", "10, 300", "400, 300", "2000000000, 300"})
  void s3TriesSlowerAndSlower(int attempts, long seconds) {
    assertThat(RetrySchedule.next(Retries.S3, attempts, Duration.ZERO))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void s3GivesUpAfterADay() {
    var age = Duration.ZERO;
    var pauses = new ArrayList<Duration>();
    for (var attempts = 1; ; attempts++) {
      var next = RetrySchedule.next(Retries.S3, attempts, age);
      if (next == null) {
        break;
      }
      pauses.add(next);
      age = age.plus(next);
    }
    assertThat(age).isBetween(Duration.ofHours(23).plusMinutes(54), Duration.ofHours(24));
    assertThat(pauses).hasSizeBetween(290, 300);
  }
}
