package dev.triggerfish.invoker.environment;

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
  FAILED
}
