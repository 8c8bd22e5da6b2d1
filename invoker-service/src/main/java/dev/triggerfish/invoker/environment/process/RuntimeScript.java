package dev.triggerfish.invoker.environment.process;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What the shell in a sandbox is told. */
final class RuntimeScript {

  /** By it a runtime that was started early is told its function; it is gone before it is. */
  private static final String PIPE = "/dev/shm/function";

  private final StringBuilder text = new StringBuilder(4096);

  /** What comes before the first runtime. */
  RuntimeScript begin(String folder, String prologue) {
    text.append("ulimit -c 0; ulimit -n 1024; cd ").append(ShellWords.quote(folder)).append("; ");
    text.append("exec 2>/dev/null; ").append(prologue).append('\n');
    return this;
  }

  /**
   * Starts a runtime.
   *
   * @param command its words
   * @param variables all of its environment
   * @param atExit shell commands that tell how it ended
   */
  RuntimeScript run(List<String> command, Map<String, String> variables, String atExit) {
    return job(command, variables, atExit, "/dev/null");
  }

  /** Starts a runtime that is told later for which function. */
  RuntimeScript runEarly(List<String> command, Map<String, String> variables, String atExit) {
    text.append("mkfifo ").append(PIPE).append('\n');
    job(command, variables, atExit, PIPE);
    text.append("exec 7>").append(PIPE).append("; rm ").append(PIPE).append('\n');
    return this;
  }

  private RuntimeScript job(
      List<String> command, Map<String, String> variables, String atExit, String input) {
    // Of the shell's own variables, AWS has none but those that are among the runtime's.
    text.append("( unset OLDPWD PWD SHLVL; ");
    variables.forEach(
        (name, value) ->
            text.append("export ")
                .append(name)
                .append('=')
                .append(ShellWords.quote(value))
                .append("; "));
    command.forEach(word -> text.append(ShellWords.quote(word)).append(' '));
    // The shell's own remarks on the end of its jobs are for nobody's log.
    text.append("2>&1; ").append(atExit).append(" ) <").append(input);
    text.append(" 2>/dev/null & job=$!\n");
    return this;
  }

  /** Tells a runtime that was started early the variables of its function, and no more. */
  RuntimeScript tellFunction(Map<String, String> variables) {
    // In a shell of its own: if the runtime has just died, the signal is for that one.
    text.append("( printf %s '");
    variables.forEach(
        (name, value) ->
            text.append(name)
                .append('=')
                .append(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
                .append('\n'));
    text.append("end' >&7 ); exec 7>&-\n");
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
