package dev.triggerfish.invoker.environment;

/** A request to the Runtime API that cannot be taken; told to the runtime, harmless otherwise. */
public final class RuntimeRequestRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String errorType;
  private final String text;

  private RuntimeRequestRefusedException(int status, String errorType, String text) {
    super(text, null, false, false);
    this.status = status;
    this.errorType = errorType;
    this.text = text;
  }

  static RuntimeRequestRefusedException transition(RuntimeState from, RuntimeState to) {
    return new RuntimeRequestRefusedException(
        403,
        "InvalidStateTransition",
        "State transition from "
            + from.wireName()
            + " to "
            + to.wireName()
            + " failed for runtime. Error: State transition is not allowed");
  }

  static RuntimeRequestRefusedException requestId() {
    return new RuntimeRequestRefusedException(400, "InvalidRequestID", "Invalid request ID");
  }

  /** The environment, or this generation of its runtime, is no more. */
  public static RuntimeRequestRefusedException gone() {
    return new RuntimeRequestRefusedException(
        403, "InvalidEnvironment", "No such execution environment");
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** Such as {@code InvalidRequestID}. */
  public String errorType() {
    return errorType;
  }

  /** The message. */
  public String text() {
    return text;
  }
}
