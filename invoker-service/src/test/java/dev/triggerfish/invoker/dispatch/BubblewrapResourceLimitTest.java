package dev.triggerfish.invoker.dispatch;

import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it measures memory and shares of the processor")
class BubblewrapResourceLimitTest extends ResourceLimitContract {
  @Override
  String kind() {
    return "bubblewrap";
  }
}
