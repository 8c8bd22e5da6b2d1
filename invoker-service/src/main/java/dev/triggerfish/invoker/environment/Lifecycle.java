package dev.triggerfish.invoker.environment;

import java.util.concurrent.atomic.AtomicReference;

/** The state of one environment; illegal steps are refused. */
final class Lifecycle {

  private final AtomicReference<EnvironmentState> state =
      new AtomicReference<>(EnvironmentState.INITIALIZING);

  EnvironmentState state() {
    return state.get();
  }

  /** Takes a step that must be possible. */
  void become(EnvironmentState next) {
    if (!tryBecome(next)) {
      throw new IllegalStateException("An environment that is " + state() + " cannot be " + next);
    }
  }

  /** Takes a step if it is possible from where the environment is. */
  boolean tryBecome(EnvironmentState next) {
    while (true) {
      var now = state.get();
      if (!now.mayBecome(next)) {
        return false;
      }
      if (state.compareAndSet(now, next)) {
        return true;
      }
    }
  }
}
