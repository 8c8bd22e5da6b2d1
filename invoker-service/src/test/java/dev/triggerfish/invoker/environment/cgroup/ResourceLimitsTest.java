package dev.triggerfish.invoker.environment.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceLimitsTest {

  @ParameterizedTest
  @CsvSource({
    "128, 1447",
    "256, 2894",
    "1024, 11577",
    "1769, 20000",
    "3538, 40000",
    "10240, 115771"
  })
  void givesOneProcessorFor1769Megabytes(int megabytes, long micros) {
    assertThat(new ResourceLimits(megabytes, 512).quotaMicros()).isEqualTo(micros);
    assertThat(ResourceLimits.periodMicros()).isEqualTo(20_000);
  }

  @ParameterizedTest
  @CsvSource({"128, 512", "128, 10240", "10240, 512"})
  void leavesRoomForFullTmpBesidesTheMemory(int memoryMb, int tmpMb) {
    var limits = new ResourceLimits(memoryMb, tmpMb);
    assertThat(limits.groupBytes())
        .isGreaterThan(limits.memoryBytes() + tmpMb * 1024L * 1024)
        .isLessThan((memoryMb + tmpMb + 200) * 1024L * 1024);
    assertThat(limits.memoryBytes() - memoryMb * 1024L * 1024).isLessThan(8L * 1024 * 1024);
  }
}
