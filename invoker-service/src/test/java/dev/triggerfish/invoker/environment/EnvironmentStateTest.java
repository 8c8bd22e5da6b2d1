package dev.triggerfish.invoker.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentStateTest {

  @ParameterizedTest
  @CsvSource({
    "INITIALIZING, READY FAILED STOPPING",
    "READY, INVOKING FAILED STOPPING",
    "INVOKING, READY FAILED STOPPING",
    "FAILED, INITIALIZING STOPPING",
    "STOPPING, STOPPED",
    "STOPPED, ''"
  })
  void knowsTheseStepsAndNoOthers(EnvironmentState from, String allowed) {
    var expected = EnumSet.noneOf(EnvironmentState.class);
    for (var name : allowed.split(" ", -1)) {
      if (!name.isEmpty()) {
        expected.add(EnvironmentState.valueOf(name));
      }
    }
    for (var next : EnvironmentState.values()) {
      assertThat(from.mayBecome(next))
          .as("%s to %s", from, next)
          .isEqualTo(expected.contains(next));
    }
  }

  @Test
  void refusesAnIllegalStep() {
    var lifecycle = new Lifecycle();
    assertThatIllegalStateException()
        .isThrownBy(() -> lifecycle.become(EnvironmentState.INVOKING))
        .withMessage("An environment that is INITIALIZING cannot be INVOKING");
    assertThat(lifecycle.state()).isEqualTo(EnvironmentState.INITIALIZING);
  }
}
