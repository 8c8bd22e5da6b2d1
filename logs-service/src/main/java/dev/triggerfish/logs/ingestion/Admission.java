package dev.triggerfish.logs.ingestion;

/** Whether a batch may be written. */
sealed interface Admission {

  /** It may, and its stream is there. */
  record Admitted(LogTarget target) implements Admission {}

  /**
   * The role lacks a right.
   *
   * @param message AWS's sentence for it
   */
  record Denied(String message) implements Admission {}

  /** The group or stream was deleted during the lookup: try again. */
  record Gone() implements Admission {}
}
