package dev.triggerfish.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSharesTest {

  private static final long MB = ByteShares.LARGEST_ITEM;

  @ParameterizedTest
  @CsvSource({
    // of all, used by others, held, granted; in MB
    "60, 0, 0, 30",
    "60, 0, 20, 10",
    "60, 0, 29, 1",
    "60, 0, 30, 0",
    "60, 30, 0, 15",
    "60, 30, 10, 5",
    "60, 30, 15, 0",
    "60, 59, 0, 1",
    // a function that holds nothing may always hold one
    "60, 60, 0, 1",
    "60, 70, 0, 1",
    "60, 60, 1, 0",
    "1, 0, 0, 1",
    // not everything at once
    "1000, 0, 0, 32"
  })
  void aFunctionMayHoldAsMuchAsIsLeftFree(long all, long others, long held, long granted) {
    var memory = used(all * MB, (others + held) * MB);

    assertThat(memory.reserve(held * MB)).isEqualTo(granted * MB);
    assertThat(memory.used()).isEqualTo((others + held + granted) * MB);
  }

  @ParameterizedTest
  @CsvSource({
    // of all, used by others, held, bytes, taken
    "100, 0, 0, 10, true",
    "100, 0, 40, 10, true",
    "100, 0, 41, 10, false",
    "100, 60, 10, 10, true",
    "100, 60, 11, 10, false",
    "100, 100, 0, 10, true",
    "100, 100, 1, 10, false"
  })
  void anEventThatIsThereIsTakenIfItFits(
      long all, long others, long held, int bytes, boolean taken) {
    var memory = used(all, others + held);

    assertThat(memory.reserve(held, bytes)).isEqualTo(taken);
    assertThat(memory.used()).isEqualTo(others + held + (taken ? bytes : 0));
  }

  @Test
  void whateverOthersHoldMoreFunctionsGetTheirShareAndTheSumIsBounded() {
    var memory = new ByteShares(100 * MB);
    var held = new long[8];
    for (var round = 0; round < 50; round++) {
      for (var function = 0; function < held.length; function++) {
        held[function] += memory.reserve(held[function]);
        assertThat(memory.used()).isLessThanOrEqualTo(100 * MB);
      }
    }
    for (var bytes : held) {
      assertThat(bytes).isGreaterThanOrEqualTo(MB);
    }
  }

  @Test
  void whatIsGivenBackIsThereAgain() {
    var memory = new ByteShares(10 * MB);
    var granted = memory.reserve(0);

    memory.release(granted);

    assertThat(memory.used()).isZero();
    assertThat(memory.reserve(0)).isEqualTo(granted);
  }

  /** Some of it in use. */
  private static ByteShares used(long all, long used) {
    var memory = new ByteShares(all);
    memory.release(-used);
    return memory;
  }
}
