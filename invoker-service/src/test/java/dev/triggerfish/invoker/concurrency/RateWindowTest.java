package dev.triggerfish.invoker.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateWindowTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long STEP = SECOND / 1_000;

  @Property(tries = 300)
  void noIntervalOfOneSecondSeesMoreThanTheLimit(
      @ForAll @Size(max = 400) List<@IntRange(max = 90) Integer> pausesInTenthsOfSteps,
      @ForAll @IntRange(min = 1, max = 40) int limit,
      @ForAll long origin) {
    var window = new RateWindow(SECOND, origin);
    var now = origin;
    var taken = new ArrayList<Long>();
    for (var pause : pausesInTenthsOfSteps) {
      now += pause * pause * (STEP / 10);
      if (window.tryTake(now, limit)) {
        taken.add(now - origin);
      } else {
        assertThat(within(taken, now - origin, SECOND + STEP)).isGreaterThanOrEqualTo(limit);
      }
      assertThat(within(taken, now - origin, SECOND)).isLessThanOrEqualTo(limit);
    }
  }

  private static long within(List<Long> times, long now, long span) {
    return times.stream().filter(time -> now - time <= span).count();
  }

  @Test
  void roomComesBackAsTimePassesAndIsNotSavedUp() {
    var window = new RateWindow(SECOND, 0);
    assertThat(take(window, 0, 10)).isEqualTo(6);
    assertThat(take(window, SECOND / 2, 10)).isEqualTo(4);
    assertThat(take(window, SECOND, 10)).isZero();
    assertThat(take(window, SECOND + STEP, 10)).isEqualTo(6);
    assertThat(take(window, 3 * SECOND / 2 + STEP, 10)).isEqualTo(4);
    assertThat(take(window, 3_600 * SECOND, 100)).isEqualTo(10);
  }

  private static int take(RateWindow window, long now, int times) {
    var taken = 0;
    for (var i = 0; i < times && taken < (now == 0 ? 6 : times); i++) {
      taken += window.tryTake(now, 10) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void timesThatArriveOutOfOrderCountAsTheLatest() {
    var window = new RateWindow(SECOND, 0);
    assertThat(window.tryTake(5 * SECOND, 2)).isTrue();
    assertThat(window.tryTake(4 * SECOND, 2)).isTrue();
    assertThat(window.tryTake(4 * SECOND, 2)).isFalse();
    assertThat(window.tryTake(6 * SECOND, 2)).isFalse();
    assertThat(window.tryTake(6 * SECOND + STEP, 2)).isTrue();
  }
}
