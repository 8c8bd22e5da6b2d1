package dev.triggerfish.invoker.dispatch;

/** As on a machine whose control groups cannot be written to. */
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
