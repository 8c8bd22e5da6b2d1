package dev.triggerfish.aws.clock;

import java.time.Duration;
import java.time.Instant;

/** A platform clock that stands still. */
public record FixedClock(Instant now) implements PlatformClock {

  public static final FixedClock AT = new FixedClock(Instant.parse("2026-01-02T03:04:05.678Z"));

  @Override
  public Task schedule(Duration delay, Runnable task) {
    throw new UnsupportedOperationException("Nothing comes due");
  }
}
