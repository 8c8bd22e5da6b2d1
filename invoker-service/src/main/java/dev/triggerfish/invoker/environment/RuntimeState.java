package dev.triggerfish.invoker.environment;

/** Where a runtime is in its conversation with the Runtime API. */
enum RuntimeState {
  STARTED("Started"),
  READY("Ready"),
  RUNNING("Running"),
  RESPONDED("ResponseSent"),
  INIT_FAILED("InitError"),
  /** Killed or ended: nothing that still arrives from it counts. */
  CLOSED("Closed");

  private final String wireName;

  RuntimeState(String wireName) {
    this.wireName = wireName;
  }

  /** Whether the conversation knows this step; each may be followed by the runtime's end. */
  boolean mayBecome(RuntimeState next) {
    return switch (next) {
      case STARTED -> false;
      // Runtimes may ask again for an event that they have not been given.
      case READY -> this == STARTED || this == READY || this == RESPONDED;
      case RUNNING -> this == READY;
      case RESPONDED -> this == RUNNING;
      case INIT_FAILED -> this == STARTED;
      case CLOSED -> true;
    };
  }

  String wireName() {
    return wireName;
  }
}
