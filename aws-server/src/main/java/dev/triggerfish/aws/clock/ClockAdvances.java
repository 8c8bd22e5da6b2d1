package dev.triggerfish.aws.clock;

import dev.triggerfish.aws.clock.SharedClock.NotAnnouncedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves platform time on, here and in all other processes, for good. */
final class ClockAdvances {

  /** How far platform time may be ahead. */
  static final Duration FURTHEST = Duration.ofDays(3_652);

  private static final Logger log = LoggerFactory.getLogger(ClockAdvances.class);

  private final SystemPlatformClock clock;
  private final ClockOffsetFile file;
  private final SharedClock others;

  /** One advance after the other, so that two of a minute make two minutes. */
  private final ReentrantLock advancing = new ReentrantLock();

  ClockAdvances(SystemPlatformClock clock, ClockOffsetFile file, SharedClock others) {
    this.clock = clock;
    this.file = file;
    this.others = others;
  }

  /** What came of an advance. */
  sealed interface Outcome {

    /**
     * Time has moved.
     *
     * @param behind names of processes that have not taken it yet
     */
    record Advanced(ClockReading reading, List<String> behind) implements Outcome {}

    /** It may not be moved by that much. */
    record Refused(String sentence) implements Outcome {}

    /** Nothing was moved, and trying again may help. */
    record Failed(String sentence) implements Outcome {}
  }

  /** Moves platform time on; what came due has been started when this returns. */
  Outcome advance(Duration by) {
    if (by.isNegative() || by.isZero()) {
      return new Outcome.Refused("Platform time only moves forward, not by " + by + ".");
    }
    Duration target;
    advancing.lock();
    try {
      var before = clock.offset();
      if (by.compareTo(FURTHEST.minus(before)) > 0) {
        return new Outcome.Refused(
            "Platform time can be at most 10 years ahead of wall time, and is %s ahead already."
                .formatted(ClockText.of(before)));
      }
      target = before.plus(by);
      others.announce(target);
      moveTo(target);
    } catch (NotAnnouncedException e) {
      log.warn("Platform time cannot be moved on", e);
      return new Outcome.Failed(
          "Kafka cannot be reached, so the other services cannot be told. Nothing has been moved.");
    } finally {
      advancing.unlock();
    }
    log.info("Platform time has been moved on by {} and is {} ahead", by, target);
    return new Outcome.Advanced(reading(), others.awaitTaken(target));
  }

  /** Takes an offset that another process announced. */
  void take(Duration offset) {
    advancing.lock();
    try {
      if (offset.compareTo(clock.offset()) > 0) {
        moveTo(offset);
        log.info("Platform time is {} ahead now", offset);
      }
    } finally {
      advancing.unlock();
    }
  }

  /** Kept first: what has seen the later time must not come back to an earlier one. */
  private void moveTo(Duration target) {
    file.write(target);
    clock.advanceTo(target);
  }

  /** What the clocks show. */
  ClockReading reading() {
    return ClockReading.of(clock.wallTime(), clock.offset());
  }
}
