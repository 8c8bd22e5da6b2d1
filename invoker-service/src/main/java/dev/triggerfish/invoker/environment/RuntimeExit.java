package dev.triggerfish.invoker.environment;

/**
 * How a runtime's process ended.
 *
 * @param status exit status as a shell sees it: 128 and the signal's number for a signal
 * @param outOfMemory whether it was killed because it used more memory than the function has
 */
public record RuntimeExit(int status, boolean outOfMemory) {

  private static final int KILL = 128 + 9;

  /** The process was killed, and with it all that could have told its status. */
  public static final RuntimeExit KILLED = new RuntimeExit(KILL);

  /** An end that had nothing to do with memory, as far as is known. */
  public RuntimeExit(int status) {
    this(status, false);
  }

  /** Whether it was killed by a signal that cannot be caught. */
  public boolean killed() {
    return status == KILL;
  }

  /** AWS's words for it. */
  public String message() {
    if (status == 0) {
      return "Runtime exited without providing a reason";
    }
    return "Runtime exited with error: "
        + switch (status) {
          case 128 + 6 -> "signal: aborted";
          case KILL -> "signal: killed";
          case 128 + 11 -> "signal: segmentation fault";
          case 128 + 15 -> "signal: terminated";
          default -> "exit status " + status;
        };
  }

  /** AWS's type of it. */
  public String errorType() {
    return outOfMemory ? "Runtime.OutOfMemory" : "Runtime.ExitError";
  }
}
