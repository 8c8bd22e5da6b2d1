package dev.triggerfish.logs.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionTest {

  @ParameterizedTest
  @CsvSource({
    "5, 50, 5",
    "1 2, 50, 1",
    "1 2 3, 50, 2",
    "1 2 3 4, 50, 2",
    "1 2 3 4, 75, 3",
    "1 2 3 4, 75.1, 4",
    "1 2 3 4, 0, 1",
    "1 2 3 4, 100, 4",
    "4 3 2 1, 25, 1",
    "0 0 0 0 0 0 0 0 0 9, 90, 0",
    "0 0 0 0 0 0 0 0 0 9, 90.1, 9",
    "0.07 0.3, 99.9, 0.3"
  })
  void percentileIsTheSmallestValueThatTheShareDoesNotExceed(
      String values, double percent, double expected) {
    assertThat(of(values).percentile(percent)).isEqualTo(expected);
  }

  @Test
  void percentilesOfAThousandValuesAreExact() {
    var values = IntStream.rangeClosed(1, 1_000).mapToObj(Double::valueOf).toList();
    var all = Distribution.of(values, Collections.nCopies(1_000, 1));
    assertThat(all.percentile(99.9)).isEqualTo(999);
    assertThat(all.percentile(99)).isEqualTo(990);
    assertThat(all.percentile(50)).isEqualTo(500);
  }

  @Test
  void manyValuesAreKeptToThreeDigits() {
    var all =
        IntStream.range(0, 20)
            .mapToObj(part -> IntStream.rangeClosed(part * 1_000 + 1, part * 1_000 + 1_000))
            .map(part -> part.mapToObj(i -> i * 1.37).toList())
            .map(values -> Distribution.of(values, Collections.nCopies(1_000, 1)))
            .reduce(Distribution::merge)
            .orElseThrow();
    assertThat(all.bytes().length).isLessThan(16 * 6_000);
    assertThat(all.percentile(90)).isCloseTo(18_000 * 1.37, Percentage.withPercentage(0.6));
  }

  @Test
  void comesBackFromItsBytes() {
    var distribution =
        Distribution.merge(of("1 2 2 3.5"), Distribution.of(List.of(7.0), List.of(0.5)));
    var back = Distribution.read(distribution.bytes());
    assertThat(back.bytes()).isEqualTo(distribution.bytes());
    assertThat(back.percentile(100)).isCloseTo(7, within(0.0));
  }

  @Test
  void hasNoPercentilesWithNegativeValues() {
    assertThat(of("-1 2").hasPercentiles()).isFalse();
    assertThat(of("0 2").hasPercentiles()).isTrue();
  }

  private static Distribution of(String values) {
    var list = Arrays.stream(values.split(" ", -1)).map(Double::valueOf).toList();
    return Distribution.of(list, Collections.nCopies(list.size(), 1));
  }
}
