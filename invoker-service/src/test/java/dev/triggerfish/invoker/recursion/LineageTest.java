package dev.triggerfish.invoker.recursion;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineageTest {

  private static final String F = "arn:aws:lambda:us-east-1:000000000000:function:f";
  private static final String G = "arn:aws:lambda:us-east-1:000000000000:function:g";
  private static final String FRESH =
      "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0";
  private static final String OTHER =
      "Root=1-67890abc-aaaaaaaaaaaaaaaaaaaaaaaa;Parent=bbbbbbbbbbbbbbbb;Sampled=1";

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "x", "Root=1", "Root=1-67890abc-aaaa\r\nX: y", ";;;", "Lineage=1:2"})
  void aCallerWithoutATraceBeginsAChain(@Nullable String header) {
    var trace = Lineage.next(header, FRESH, F);

    assertThat(trace).startsWith(FRESH + ";Lineage=");
    assertThat(Lineage.count(trace, F)).isEqualTo(1);
    assertThat(Lineage.count(trace, G)).isZero();
  }

  @Test
  void aTraceIsContinued() {
    assertThat(Lineage.next(OTHER, FRESH, F)).startsWith(OTHER + ";Lineage=");
    assertThat(Lineage.next(OTHER + ";Self=evil", FRESH, F)).doesNotContain("evil");
  }

  @Test
  void eachFunctionOfAChainIsCounted() {
    var trace = Lineage.next(null, FRESH, F);
    for (var i = 0; i < 20; i++) {
      trace = Lineage.next(Lineage.next(trace, FRESH, G), FRESH, F);
    }

    assertThat(Lineage.count(trace, F)).isEqualTo(21);
    assertThat(Lineage.count(trace, G)).isEqualTo(20);
  }

  /** As botocore does with the header. */
  @Test
  void aHeaderMayComeBackEncoded() {
    var trace = Lineage.next(Lineage.next(null, FRESH, F), FRESH, G);
    var encoded = trace.replace("|", "%7C");

    assertThat(encoded).isNotEqualTo(trace);
    assertThat(Lineage.next(encoded, FRESH, F)).isEqualTo(Lineage.next(trace, FRESH, F));
  }

  @Test
  void aHeaderNeverGrowsBeyondItsColumn() {
    var trace = Lineage.next(null, FRESH, F);
    for (var i = 0; i < 1_000; i++) {
      trace = Lineage.next(trace, FRESH, F + i);
      assertThat(trace.length()).isLessThan(2_048);
    }
    assertThat(Lineage.count(trace, F + 999)).isEqualTo(1);
    assertThat(Lineage.next("Root=1-67890abc-" + "a".repeat(5_000), FRESH, F)).startsWith(FRESH);
  }
}
