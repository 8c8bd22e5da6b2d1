package dev.triggerfish.invoker.dispatch;

class BubblewrapSandboxTest extends SandboxContract {
  @Override
  String kind() {
    return "bubblewrap";
  }
}
