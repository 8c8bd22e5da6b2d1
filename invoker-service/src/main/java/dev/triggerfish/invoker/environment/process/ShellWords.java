package dev.triggerfish.invoker.environment.process;

/** Words for a POSIX shell. */
final class ShellWords {

  private ShellWords() {}

  /** A word that the shell takes as it is, whatever is in it. NUL cannot occur in it. */
  static String quote(String word) {
    return "'" + word.replace("\0", "").replace("'", "'\\''") + "'";
  }

  /** Whether a variable may have this name; others cannot be set by a shell. */
  static boolean isName(String name) {
    if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
      return false;
    }
    return name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
  }
}
