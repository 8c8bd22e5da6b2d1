package dev.triggerfish.invoker.eventsource;

/** How it went with a batch. */
sealed interface BatchOutcome {

  /** All records are done. */
  record Succeeded() implements BatchOutcome {}

  /**
   * The function ran and failed with some record or other.
   *
   * @param from index of the first record that is not done; 0 if none is
   */
  record Failed(int from) implements BatchOutcome {}

  /** The function did not run, through no fault of its own. */
  record NotRun() implements BatchOutcome {}
}
