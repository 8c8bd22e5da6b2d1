package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.testkit.ManualClock;

/** What tests stand on. */
public final class FunctionFixtures {

  private FunctionFixtures() {}

  /** Platform time that moves for nobody. */
  public static PlatformClock clock() {
    return new ManualClock();
  }
}
