package dev.triggerfish.invoker.dispatch;

import org.junit.jupiter.api.parallel.Isolated;

/** As on a machine whose control groups cannot be written to. */
@Isolated("it measures memory and shares of the processor")
class WatchedResourceLimitTest extends ResourceLimitContract {
  @Override
  String kind() {
    return "auto";
  }

  @Override
  String limits() {
    return "watch";
  }
}
