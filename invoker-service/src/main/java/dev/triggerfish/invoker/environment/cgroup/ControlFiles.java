package dev.triggerfish.invoker.environment.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Small files by which the kernel is told and asked. */
final class ControlFiles {

  private ControlFiles() {}

  /** They take one write, and are never made: a missing one is an error. */
  static void write(Path file, String text) throws IOException {
    Files.write(
        file,
        text.getBytes(StandardCharsets.US_ASCII),
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Writes where the kernel has such a file. */
  static void writeIfThere(Path file, String text) throws IOException {
    if (Files.exists(file)) {
      write(file, text);
    }
  }

  /** A file of a single number; 0 if it is gone, and the largest number for {@code max}. */
  static long number(Path file) {
    try {
      var text = Files.readString(file).strip();
      return text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text);
    } catch (IOException | NumberFormatException e) {
      // The environment has ended meanwhile.
      return 0;
    }
  }

  /** A value of a file of lines such as {@code anon 4096}; 0 if it is not there. */
  static long value(Path file, String name) {
    try {
      for (var line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        if (line.startsWith(name)
            && line.length() > name.length()
            && line.charAt(name.length()) == ' ') {
          return Long.parseLong(line.substring(name.length() + 1).strip());
        }
      }
    } catch (IOException | NumberFormatException e) {
      // The environment has ended meanwhile.
      return 0;
    }
    return 0;
  }

  /** Process ids, one a line. */
  static List<Long> processes(Path folder) {
    try {
      return Files.readAllLines(folder.resolve("cgroup.procs")).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(Long::parseLong)
          .filter(pid -> pid > 0)
          .toList();
    } catch (IOException | NumberFormatException e) {
      // The environment has ended meanwhile.
      return List.of();
    }
  }
}
