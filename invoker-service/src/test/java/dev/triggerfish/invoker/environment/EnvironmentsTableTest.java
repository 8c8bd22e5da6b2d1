package dev.triggerfish.invoker.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentsTableTest {

  private static EnvironmentView view(String function, EnvironmentState state, long invocations) {
    return new EnvironmentView(
        "0123",
        "000000000000",
        "us-east-1",
        function,
        "$LATEST",
        state,
        "python3.12",
        128,
        Instant.parse("2026-11-22T10:00:00.123Z"),
        Instant.parse("2026-11-22T10:00:01.999Z"),
        invocations,
        "2026/11/22/[$LATEST]0123");
  }

  @Test
  void columnsAreAsWideAsWhatIsInThem() {
    var text =
        EnvironmentsTable.of(
            List.of(
                view("fn", EnvironmentState.READY, 7),
                view("a-longer-name", EnvironmentState.INVOKING, 12_345)));
    assertThat(text)
        .isEqualTo(
            """
            FUNCTION       VERSION  STATE     RUNTIME     MB   CALLS  CREATED               LAST USED             LOG STREAM
            fn             $LATEST  ready     python3.12  128  7      2026-11-22T10:00:00Z  2026-11-22T10:00:01Z  2026/11/22/[$LATEST]0123
            a-longer-name  $LATEST  invoking  python3.12  128  12345  2026-11-22T10:00:00Z  2026-11-22T10:00:01Z  2026/11/22/[$LATEST]0123
            """);
  }

  @Test
  void saysThatThereAreNone() {
    assertThat(EnvironmentsTable.of(List.of())).isEqualTo("No execution environments.\n");
  }
}
