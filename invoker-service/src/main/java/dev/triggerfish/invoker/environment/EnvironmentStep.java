package dev.triggerfish.invoker.environment;

import static dev.triggerfish.invoker.environment.EnvironmentState.FAILED;
import static dev.triggerfish.invoker.environment.EnvironmentState.INITIALIZING;
import static dev.triggerfish.invoker.environment.EnvironmentState.INVOKING;
import static dev.triggerfish.invoker.environment.EnvironmentState.READY;
import static dev.triggerfish.invoker.environment.EnvironmentState.STOPPED;
import static dev.triggerfish.invoker.environment.EnvironmentState.STOPPING;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may happen to an environment, with the states in which it may and where each leads. */
enum EnvironmentStep {
  /** A runtime is started: the first one, or the next after a failure. */
  LAUNCH(Map.of(INITIALIZING, INITIALIZING, FAILED, INITIALIZING)),
  /** The runtime has loaded the function. */
  INITIALIZED(Map.of(INITIALIZING, READY)),
  /** The runtime gets an event. */
  HAND(Map.of(READY, INVOKING)),
  /** The runtime is done with its event and asks for the next. */
  FINISH(Map.of(INVOKING, READY)),
  /** The runtime is gone. */
  BREAK(Map.of(INITIALIZING, FAILED, READY, FAILED, INVOKING, FAILED)),
  /** The runtime has died while it waited for an event. */
  DIE_IDLE(Map.of(READY, FAILED)),
  /** The runtime is gone, and no other one will be started. */
  GIVE_UP(Map.of(INITIALIZING, FAILED, READY, FAILED, INVOKING, FAILED, FAILED, FAILED)),
  /** The environment is shut down, whatever it does. */
  STOP(Map.of(INITIALIZING, STOPPING, READY, STOPPING, INVOKING, STOPPING, FAILED, STOPPING)),
  /** Nothing of it is left. */
  CLOSED(Map.of(STOPPING, STOPPED));

  @SuppressWarnings("ImmutableEnumChecker") // Map.of makes maps that cannot be changed.
  private final Map<EnvironmentState, EnvironmentState> table;

  EnvironmentStep(Map<EnvironmentState, EnvironmentState> table) {
    this.table = table;
  }

  /** Where it leads from a state; null if it cannot happen there. */
  @Nullable EnvironmentState from(EnvironmentState state) {
    return table.get(state);
  }
}
