package dev.triggerfish.invoker.dispatch;

class UnshareResourceLimitTest extends ResourceLimitContract {
  @Override
  String kind() {
    return "unshare";
  }
}
