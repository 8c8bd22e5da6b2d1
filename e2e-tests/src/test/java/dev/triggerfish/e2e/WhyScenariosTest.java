package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /_triggerfish/events}, at the front door. */
@ParameterizedClass
@EnumSource(
    value = PlatformKind.class,
    names = {"ALL_IN_ONE", "FIVE_PROCESSES"})
class WhyScenariosTest {

  @Parameter private PlatformKind kind;

  @ParameterizedTest
  @ValueSource(strings = {"?id=photos%2Fa%2F%2F..%3B%25", "/photos/a", "/3f0c"})
  void saysWhatCanBeAskedForWhereNothingIsKnown(String what) {
    var answer = kind.running().page("events" + what, null, null);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .startsWith("{\"message\":\"Nothing is known of '")
        .contains("Ask for the request ID of an Event invocation, the message ID");
  }
}
