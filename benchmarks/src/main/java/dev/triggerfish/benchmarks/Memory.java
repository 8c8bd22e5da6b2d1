package dev.triggerfish.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What processes occupy, as Linux counts it. */
final class Memory {

  private Memory() {}

  /** Resident megabytes of a process. */
  static double resident(long pid) throws IOException {
    return megabytes(Path.of("/proc/" + pid + "/status"), "VmRSS:");
  }

  /** Megabytes of a process, what it shares with others counted by its share. */
  static double proportional(Path process) throws IOException {
    return megabytes(process.resolve("smaps_rollup"), "Pss:");
  }

  private static double megabytes(Path file, String field) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines
              .filter(line -> line.startsWith(field))
              .map(line -> line.replaceAll("[^0-9]", ""))
              .mapToLong(Long::parseLong)
              .findFirst()
              .orElseThrow(() -> new IOException(file + " has no " + field))
          / 1024.0;
    }
  }
}
