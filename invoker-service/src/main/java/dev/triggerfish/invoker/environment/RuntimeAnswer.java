package dev.triggerfish.invoker.environment;

/** What came of an event, or of loading the function, as the runtime's side tells it. */
sealed interface RuntimeAnswer {

  /** The runtime asked for its first event. */
  record Initialized() implements RuntimeAnswer {}

  /** The handler's result. */
  record Response(byte[] body) implements RuntimeAnswer {}

  /** The handler's, or the function's loading, failed. */
  record Failure(byte[] body, String errorType) implements RuntimeAnswer {}

  /** The result was too large to be taken. */
  record TooLarge() implements RuntimeAnswer {}

  /** The process ended. */
  record Ended(RuntimeExit exit) implements RuntimeAnswer {}

  /** Nothing came in time. */
  record Late() implements RuntimeAnswer {}
}
