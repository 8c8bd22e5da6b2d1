package dev.triggerfish.invoker.environment.cgroup;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells a function's own memory from its files in {@code /tmp} and the kernel's caches, which count
 * in its group too.
 */
final class MemoryMeter {

  private final Path usage;
  private final Path statistics;
  private final String anonymous;
  private final long limit;
  private final AtomicLong highestUsage = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();

  /**
   * A meter.
   *
   * @param usage file of all that the group uses
   * @param statistics file with the parts of it
   * @param anonymous name of the part that is the processes' own
   * @param limit bytes
   */
  MemoryMeter(Path usage, Path statistics, String anonymous, long limit) {
    this.usage = usage;
    this.statistics = statistics;
    this.anonymous = anonymous;
    this.limit = limit;
  }

  /** The parts are looked at only when the whole allows for a new peak, or for too much. */
  boolean exceeds() {
    var used = ControlFiles.number(usage);
    if (used <= highestUsage.get() && used <= limit) {
      return false;
    }
    highestUsage.accumulateAndGet(used, Math::max);
    var own = ControlFiles.value(statistics, anonymous);
    peak.accumulateAndGet(own, Math::max);
    return own > limit;
  }

  /** The most of the processes' own memory that was seen. */
  long peak() {
    exceeds();
    return peak.get();
  }
}
