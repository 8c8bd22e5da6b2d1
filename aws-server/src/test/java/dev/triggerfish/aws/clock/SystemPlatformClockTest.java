package dev.triggerfish.aws.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SystemPlatformClockTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final List<String> ran = new ArrayList<>();
  private final SystemPlatformClock clock =
      new SystemPlatformClock(InstantSource.fixed(START), Runnable::run, Duration.ZERO);

  @Test
  void runsWhatCameDueInOrderBeforeAdvanceReturns() {
    clock.schedule(Duration.ofMinutes(2), () -> ran.add("second"));
    clock.schedule(Duration.ofMinutes(1), () -> ran.add("first"));
    clock.schedule(Duration.ofMinutes(2), () -> ran.add("third"));
    clock.schedule(Duration.ofMinutes(3), () -> ran.add("later"));

    clock.advanceTo(Duration.ofMinutes(2));

    assertThat(ran).containsExactly("first", "second", "third");
    assertThat(clock.now()).isEqualTo(START.plus(Duration.ofMinutes(2)));
  }

  @Test
  void leavesOutWhatWasCancelled() {
    clock.schedule(Duration.ofMinutes(1), () -> ran.add("cancelled")).cancel();

    clock.advanceTo(Duration.ofHours(1));

    assertThat(ran).isEmpty();
  }

  @Test
  void neverGoesBack() {
    assertThat(clock.advanceTo(Duration.ofMinutes(2))).isTrue();

    assertThat(clock.advanceTo(Duration.ofMinutes(2))).isFalse();
    assertThat(clock.advanceTo(Duration.ofMinutes(1))).isFalse();
    assertThat(clock.offset()).isEqualTo(Duration.ofMinutes(2));
    assertThat(clock.now()).isEqualTo(START.plus(Duration.ofMinutes(2)));
  }

  @Test
  void goesOnFromWhereItWas() {
    var later = Duration.ofDays(3);

    var resumed = new SystemPlatformClock(InstantSource.fixed(START), Runnable::run, later);

    assertThat(resumed.now()).isEqualTo(START.plus(later));
    assertThat(resumed.wallTime()).isEqualTo(START);
  }

  @Test
  void runsTasksAsWallTimePasses() {
    try (var ticking =
        new SystemPlatformClock(InstantSource.system(), Runnable::run, Duration.ZERO)) {
      ticking.start();
      var done = new java.util.concurrent.atomic.AtomicBoolean();
      ticking.schedule(Duration.ofMillis(20), () -> done.set(true));

      Awaitility.await().atMost(Duration.ofSeconds(5)).untilTrue(done);
    }
  }
}
