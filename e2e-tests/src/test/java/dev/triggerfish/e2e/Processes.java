package dev.triggerfish.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** The TCP ports that a process listens on. */
  static List<Integer> listeningPorts(long pid) {
    var own =
        descriptors(pid)
            .filter(target -> target.startsWith("socket:["))
            .map(target -> target.substring(8, target.length() - 1))
            .collect(Collectors.toSet());
    return Stream.of("tcp", "tcp6")
        .flatMap(Processes::connections)
        .filter(fields -> fields[3].equals("0A") && own.contains(fields[9]))
        .map(fields -> fields[1].substring(fields[1].indexOf(':') + 1))
        .map(port -> Integer.parseInt(port, 16))
        .distinct()
        .toList();
  }

  private static Stream<String[]> connections(String table) {
    try {
      return Files.readAllLines(Path.of("/proc/net", table)).stream()
          .map(line -> line.strip().split("\\s+", -1));
    } catch (IOException e) {
      return Stream.of();
    }
  }

  private static Stream<String> descriptors(long pid) {
    try (var files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return files.map(Processes::target).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }
}
