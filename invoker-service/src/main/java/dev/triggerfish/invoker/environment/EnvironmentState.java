package dev.triggerfish.invoker.environment;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where an execution environment is in its life. */
public enum EnvironmentState {
  /** The runtime is starting and loading the function. */
  INITIALIZING,
  /** The runtime waits for an event. */
  READY,
  /** It has an event, until it asks for the next one. */
  INVOKING,
  /** It is being shut down. */
  STOPPING,
  /** Nothing of it is left. */
  STOPPED,
  /**
   * The runtime's processes are gone; the next invocation initializes again, with the same /tmp.
   */
  FAILED;

  private static final Map<EnvironmentState, Set<EnvironmentState>> TRANSITIONS = transitions();

  private static Map<EnvironmentState, Set<EnvironmentState>> transitions() {
    var table = new EnumMap<EnvironmentState, Set<EnvironmentState>>(EnvironmentState.class);
    table.put(INITIALIZING, EnumSet.of(READY, FAILED, STOPPING));
    table.put(READY, EnumSet.of(INVOKING, FAILED, STOPPING));
    table.put(INVOKING, EnumSet.of(READY, FAILED, STOPPING));
    table.put(FAILED, EnumSet.of(INITIALIZING, STOPPING));
    table.put(STOPPING, EnumSet.of(STOPPED));
    table.put(STOPPED, EnumSet.noneOf(EnvironmentState.class));
    return table;
  }

  /** Whether the life cycle knows this step. */
  public boolean mayBecome(EnvironmentState next) {
    var allowed = TRANSITIONS.get(this);
    return allowed != null && allowed.contains(next);
  }
}
