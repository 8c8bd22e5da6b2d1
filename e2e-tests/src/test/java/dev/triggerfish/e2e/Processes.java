package dev.triggerfish.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A look at the machine's processes, as its administrator has it. */
final class Processes {

  private Processes() {}

  /** {@code NAME=value} of a process; empty if it is gone or not ours to look at. */
  static List<String> environment(long pid) {
    try {
      var bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
      return List.of(new String(bytes, StandardCharsets.UTF_8).split("\0", -1));
    } catch (IOException e) {
      return List.of();
    }
  }
}
