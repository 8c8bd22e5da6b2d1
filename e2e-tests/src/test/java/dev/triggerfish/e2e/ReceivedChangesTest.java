package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.ReceivedChanges.Change;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedChangesTest {

  /** The versions of an item that was written three times, in the order in which they came. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      delimiter = '|',
      textBlock =
          """
          1 2 3                 | none
          1 1 2 3 3             | none
          1 2 1 2 3             | none
          1 2 3 1 2 3           | none
          1 2 3 1               | none
          1 3                   | k: version 3 came, and 2 had not; k: version 2 never came
          1 3 2 3               | k: version 3 came, and 2 had not
          2 3                   | k: version 2 came, and 1 had not; k: version 1 never came
          1 2 3 1 3             | k: version 3 came after 1 when versions were repeated
          1 2                   | k: the newest version is 3, 2 came
          1 2 3 4               | k: the newest version is 3, 4 came
          """)
  void saysWhatIsMissingAndWhatCameTooEarly(String versions, @Nullable String faults) {
    var received = new ReceivedChanges();
    for (var version : versions.strip().split(" ", -1)) {
      received.add(change("k", Long.parseLong(version), Long.parseLong(version)));
    }

    assertThat(received.faults(Map.of("k", 3L)))
        .isEqualTo(faults == null ? List.of() : List.of(faults.split("; ", -1)));
  }

  @Test
  void keysAreJudgedOneByOne() {
    var received = new ReceivedChanges();
    received.add(change("a", 1, 1));
    received.add(change("b", 1, 1));
    received.add(change("a", 2, 2));

    assertThat(received.faults(Map.of("a", 2L, "b", 1L))).isEmpty();
    assertThat(received.faults(Map.of("a", 2L))).containsExactly("b was never written");
    assertThat(received.hasAll(Map.of("a", 2L, "b", 1L))).isTrue();
    assertThat(received.hasAll(Map.of("a", 2L, "b", 2L))).isFalse();
    assertThat(received.hasAll(Map.of("c", 1L))).isFalse();
  }

  @Test
  void aVersionHasOneRecordWhoseNumberIsBehindTheOneBeforeIt() {
    var received = new ReceivedChanges();
    received.add(change("k", 1, 5));
    received.add(change("k", 1, 6));
    received.add(change("k", 2, 5));

    assertThat(received.faults(Map.of("k", 2L)))
        .containsExactly(
            "k: version 1 has the records 5 and 6",
            "k: version 2 has the sequence number 5 after 5");
  }

  @Test
  void repeatsAreCounted() {
    var received = new ReceivedChanges();
    for (var version : List.of(1, 2, 1, 2, 3)) {
      received.add(change("k", version, version));
    }

    assertThat(received.received()).isEqualTo(5);
    assertThat(received.repeated()).isEqualTo(2);
  }

  private static Change change(String key, long version, long sequenceNumber) {
    return new Change(key, version, BigInteger.valueOf(sequenceNumber));
  }
}
