package dev.triggerfish.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * How fast this machine is at what every start of a function costs at least: an interpreter that
 * imports what talks to the Runtime API, outside of any sandbox.
 */
final class BareInterpreters {

  private static final int SAMPLE = 40;
  private static final Path INSTALLED = Path.of("/usr/bin/python3");
  private static final List<String> COMMAND =
      List.of(
          Files.exists(INSTALLED) ? INSTALLED.toString() : "python3", "-c", "import json, socket");

  private BareInterpreters() {}

  /** How long so many take, as many at a time as there are processors; found from some of them. */
  static Duration started(int number) throws Exception {
    var begin = System.nanoTime();
    try (var executor = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      var starts =
          IntStream.range(0, SAMPLE)
              .<Future<Integer>>mapToObj(_ -> executor.submit(BareInterpreters::start))
              .toList();
      for (var start : starts) {
        if (start.get() != 0) {
          throw new IllegalStateException(COMMAND + " ended with " + start.get());
        }
      }
    }
    return Duration.ofNanos((System.nanoTime() - begin) * number / SAMPLE);
  }

  private static int start() throws Exception {
    return new ProcessBuilder(COMMAND).inheritIO().start().waitFor();
  }
}
