package dev.triggerfish.invoker.dispatch;

class UnshareSandboxTest extends SandboxContract {
  @Override
  String kind() {
    return "unshare";
  }
}
