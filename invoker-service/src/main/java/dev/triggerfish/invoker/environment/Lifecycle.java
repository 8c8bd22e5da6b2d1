package dev.triggerfish.invoker.environment;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The life of one environment: all that changes in it is one immutable stage, replaced as a whole
 * by the steps that {@link EnvironmentStep} knows. A step that the present stage does not allow
 * changes nothing.
 */
final class Lifecycle {

  private final AtomicReference<Stage> stage =
      new AtomicReference<>(new Stage(EnvironmentState.INITIALIZING, null, null, false));

  /**
   * Where an environment is.
   *
   * @param runtime the channel of the living generation of its runtime, if there is one
   * @param run the invocation that the runtime has; only while invoking
   * @param givenUp no further invocation may be given to it
   */
  record Stage(
      EnvironmentState state,
      @Nullable RuntimeChannel runtime,
      @Nullable InvocationRun run,
      boolean givenUp) {

    private Stage in(EnvironmentState next) {
      return new Stage(next, runtime, run, givenUp);
    }
  }

  Stage stage() {
    return stage.get();
  }

  EnvironmentState state() {
    return stage.get().state();
  }

  /** A generation of the runtime is about to start; false if there can be none. */
  boolean launch(RuntimeChannel runtime) {
    return take(EnvironmentStep.LAUNCH, now -> new Stage(now.state, runtime, null, now.givenUp))
        != null;
  }

  boolean initialized() {
    return take(EnvironmentStep.INITIALIZED, UnaryOperator.identity()) != null;
  }

  /** The channel to hand the event to; null if no runtime is ready for it. */
  @Nullable RuntimeChannel hand(InvocationRun run) {
    var before =
        take(EnvironmentStep.HAND, now -> new Stage(now.state, now.runtime, run, now.givenUp));
    return before == null ? null : before.runtime();
  }

  boolean finish() {
    return take(EnvironmentStep.FINISH, now -> new Stage(now.state, now.runtime, null, now.givenUp))
        != null;
  }

  boolean breakDown() {
    return take(EnvironmentStep.BREAK, now -> new Stage(now.state, null, null, now.givenUp))
        != null;
  }

  /** A generation of the runtime has ended; true if that is the living one, and it was idle. */
  boolean diedIdle(RuntimeChannel generation) {
    return stage().runtime() == generation
        && take(EnvironmentStep.DIE_IDLE, now -> new Stage(now.state, null, null, now.givenUp))
            != null;
  }

  boolean giveUp() {
    return take(EnvironmentStep.GIVE_UP, now -> new Stage(now.state, null, null, true)) != null;
  }

  /** What was there to be shut down; null if somebody else is doing that. */
  @Nullable Stage stop() {
    return take(EnvironmentStep.STOP, now -> new Stage(now.state, null, null, now.givenUp));
  }

  void closed() {
    if (take(EnvironmentStep.CLOSED, UnaryOperator.identity()) == null) {
      throw new IllegalStateException("An environment that is " + state() + " cannot be closed");
    }
  }

  /** The stage that was left; null if the step is not possible from the present one. */
  private @Nullable Stage take(EnvironmentStep step, UnaryOperator<Stage> content) {
    while (true) {
      var now = stage.get();
      var next = step.from(now.state());
      if (next == null) {
        return null;
      }
      if (stage.compareAndSet(now, content.apply(now).in(next))) {
        return now;
      }
    }
  }
}
