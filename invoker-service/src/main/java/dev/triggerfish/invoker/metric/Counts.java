package dev.triggerfish.invoker.metric;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What happened to one target in one minute. */
final class Counts {

  /** Beyond this many different durations, new ones are kept to three digits. */
  private static final int MANY = 4_096;

  private static final long THREE_DIGITS = 1_000;

  long succeeded;
  long failed;
  long throttled;

  /** How often each duration occurred, in hundredths of a millisecond. */
  private final Map<Long, Long> durations = new HashMap<>();

  void addDuration(Duration duration) {
    var hundredths = hundredths(duration);
    if (durations.size() >= MANY) {
      hundredths = rounded(hundredths);
    }
    durations.merge(hundredths, 1L, Long::sum);
  }

  Map<Long, Long> durations() {
    return durations;
  }

  /** As REPORT lines round. */
  private static long hundredths(Duration duration) {
    return (duration.toNanos() + 5_000) / 10_000;
  }

  private static long rounded(long value) {
    var unit = 1L;
    while (value / unit >= THREE_DIGITS) {
      unit *= 10;
    }
    return (value + unit / 2) / unit * unit;
  }
}
