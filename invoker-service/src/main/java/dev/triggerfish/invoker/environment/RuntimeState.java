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

  String wireName() {
    return wireName;
  }
}
