package dev.triggerfish.logs.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticTest {

  private static final Statistics VALUES = Statistics.of(List.of(4.0, 1.0, 10.0), List.of(1, 2, 1));

  @ParameterizedTest
  @CsvSource({
    "SampleCount, 4",
    "Sum, 16",
    "Average, 4",
    "Minimum, 1",
    "Maximum, 10",
    "p50, 1",
    "p75, 4",
    "p99.9, 10",
    "p0, 1",
    "p100, 10"
  })
  void comesDownToANumber(String name, double expected) {
    var statistic = Objects.requireNonNull(Statistic.named(name));
    assertThat(statistic.of(VALUES)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "p", "p101", "p-1", "sum", "P50", "p50%", "tm90", "p1e1", "p.5", "pp"})
  void knowsNoOther(String name) {
    assertThat(Statistic.named(name)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"3, 6, 2, 2, 2", "1, 7, 7, 7, 7", "3, 7, 2, 3,", "2, 5, 2, 3,"})
  void percentilesOfAStatisticSetAreKnownOnlyIfAllValuesAreTheSame(
      double samples, double sum, double minimum, double maximum, Double expected) {
    var set = Statistics.ofSet(samples, sum, minimum, maximum);
    assertThat(new Statistic.Percentile(50).of(set)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 60, 60, 1, 0",
    "59, 61, 60, 2, 0",
    "119, 180, 60, 2, 60",
    "119, 181, 300, 1, 60",
    "7, 30, 10, 3, 0",
    "7, 30, 1, 23, 7"
  })
  void periodsBeginWhereTheStartIsRoundedDownTo(
      long start, long end, int length, long count, long first) {
    var periods =
        Periods.between(
            java.time.Instant.ofEpochSecond(start), java.time.Instant.ofEpochSecond(end), length);
    assertThat(periods.count()).isEqualTo(count);
    assertThat(periods.start()).isEqualTo(first);
    assertThat(periods.of(first)).isEqualTo(first);
    assertThat(periods.of(first + length - 1)).isEqualTo(first);
    assertThat(periods.of(first + length)).isEqualTo(first + length);
  }
}
