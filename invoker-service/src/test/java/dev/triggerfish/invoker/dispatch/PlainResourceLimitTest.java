package dev.triggerfish.invoker.dispatch;

class PlainResourceLimitTest extends ResourceLimitContract {
  @Override
  String kind() {
    return "none";
  }
}
