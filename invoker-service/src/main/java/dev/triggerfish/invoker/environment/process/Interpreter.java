package dev.triggerfish.invoker.environment.process;

import java.nio.file.Path;
import java.util.List;

/**
 * A program on this machine that can run a language.
 *
 * @param language {@code python}, {@code nodejs} or {@code java}
 * @param version major and minor for Python, major for the others
 * @param executable the real program, no version manager's shim
 * @param folders what it needs to see beyond the system's folders
 * @param modules folders with libraries that were installed for everybody, such as an AWS SDK
 */
record Interpreter(
    String language,
    LanguageVersion version,
    Path executable,
    List<Path> folders,
    List<Path> modules) {

  /** A version, as far as a runtime's identifier tells it. */
  record LanguageVersion(int major, int minor) implements Comparable<LanguageVersion> {
    @Override
    public int compareTo(LanguageVersion other) {
      return major != other.major
          ? Integer.compare(major, other.major)
          : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
      return minor < 0 ? Integer.toString(major) : major + "." + minor;
    }
  }
}
