package dev.triggerfish.invoker.dispatch;

class BubblewrapResourceLimitTest extends ResourceLimitContract {
  @Override
  String kind() {
    return "bubblewrap";
  }
}
