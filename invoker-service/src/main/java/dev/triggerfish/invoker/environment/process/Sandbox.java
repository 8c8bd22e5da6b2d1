package dev.triggerfish.invoker.environment.process;

import java.util.List;

/**
 * A way to shut processes in. What it starts is a shell that takes its commands from standard
 * input, so that no variable of the function's ever reaches a process outside of the sandbox.
 */
interface Sandbox {

  /** Such as {@code bubblewrap}. */
  String name();

  /** Whether processes inside are kept from the rest of the machine. */
  boolean isolates();

  /** The command that builds the sandbox and starts the shell in it. */
  List<String> command(SandboxLayout layout);

  /** Where things are as seen from inside. */
  SandboxPaths paths(SandboxLayout layout);

  /** Shell commands that come before all others. */
  String prologue();

  /** Shell commands that kill the runtime and all that came of it, but not the shell. */
  String killAll();

  /** How many processes there are from the one that {@link #command} starts to the runtime. */
  int depth();

  /**
   * Where things are inside.
   *
   * @param task the function's code, {@code LAMBDA_TASK_ROOT}
   * @param runtime the bootstraps, {@code LAMBDA_RUNTIME_DIR}
   * @param layers {@code /opt}
   * @param tmp {@code /tmp}
   */
  record SandboxPaths(String task, String runtime, String layers, String tmp) {}
}
