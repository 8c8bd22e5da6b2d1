package dev.triggerfish.eventbus.s3fixture;

import dev.triggerfish.aws.clock.PlatformClock;
import java.time.Duration;
import java.time.Instant;

/** A platform clock that stands still until it is moved; what is scheduled never runs. */
public final class ManualClock implements PlatformClock {

  private volatile Instant now = Instant.parse("2026-03-04T05:06:07.089Z");

  @Override
  public Instant now() {
    return now;
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Task schedule(Duration delay, Runnable task) {
    return () -> {};
  }
}
