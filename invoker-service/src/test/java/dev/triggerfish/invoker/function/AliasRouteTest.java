package dev.triggerfish.invoker.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliasRouteTest {

  @ParameterizedTest
  @CsvSource({
    ",    0,    0,      1",
    ",    0,    0.9999, 1",
    "2,   0,    0,      1",
    "2,   0.25, 0,      2",
    "2,   0.25, 0.2499, 2",
    "2,   0.25, 0.25,   1",
    "2,   0.25, 0.9999, 1",
    "2,   1,    0.9999, 2",
  })
  void theAdditionalVersionGetsItsShare(
      @Nullable String additional, double weight, double random, String drawn) {
    assertThat(new AliasRoute("1", additional, weight).draw(random)).isEqualTo(drawn);
  }

  @Test
  void overManyDrawsTheSharesAreTheWeights() {
    var random = RandomGenerator.of("L64X128MixRandom");
    var route = new AliasRoute("1", "2", 0.3);
    var draws = 100_000;
    var additional = 0;
    for (var i = 0; i < draws; i++) {
      additional += route.draw(random.nextDouble()).equals("2") ? 1 : 0;
    }

    // Seven standard deviations: once in 10^11 runs.
    assertThat((double) additional / draws).isBetween(0.29, 0.31);
  }
}
