package dev.triggerfish.eventbus.delivery;

/** How an attempt to hand an event to Lambda went. */
sealed interface AttemptOutcome {

  /**
   * Lambda has it, durably.
   *
   * @param requestId of the invocation
   */
  record Taken(String requestId) implements AttemptOutcome {}

  /**
   * The source may not invoke the function; trying again does not help.
   *
   * @param reason Lambda's
   */
  record Denied(String reason) implements AttemptOutcome {}

  /**
   * The function is gone, or will never take this event; trying again does not help.
   *
   * @param reason Lambda's
   */
  record Refused(String reason) implements AttemptOutcome {}

  /**
   * It may work the next time.
   *
   * @param reason for people
   */
  record Failed(String reason) implements AttemptOutcome {}
}
