package dev.triggerfish.invoker.environment;

/**
 * How a runtime's process ended.
 *
 * @param status exit status as a shell sees it: 128 and the signal's number for a signal
 */
public record RuntimeExit(int status) {

  /** The process was killed, and with it all that could have told its status. */
  public static final RuntimeExit KILLED = new RuntimeExit(137);

  /** AWS's words for it. */
  public String message() {
    if (status == 0) {
      return "Runtime exited without providing a reason";
    }
    return "Runtime exited with error: "
        + switch (status) {
          case 128 + 6 -> "signal: aborted";
          case 128 + 9 -> "signal: killed";
          case 128 + 11 -> "signal: segmentation fault";
          case 128 + 15 -> "signal: terminated";
          default -> "exit status " + status;
        };
  }
}
