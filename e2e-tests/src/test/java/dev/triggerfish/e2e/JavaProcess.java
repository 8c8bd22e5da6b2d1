package dev.triggerfish.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A JVM of our own, on the class path of the tests without the tests. */
final class JavaProcess implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(3);

  /** Linux gives connections the ports from 32768. */
  private static final int FIRST_PORT = 20_000;

  private static final int PORTS = 12_000;

  /** Test runs on one machine begin at different ports. */
  private static final AtomicInteger NEXT_PORT = new AtomicInteger(new Random().nextInt(PORTS));

  private final String name;
  private final List<String> command;
  private final Process process;
  private final Path output;

  private JavaProcess(String name, List<String> command, Process process, Path output) {
    this.name = name;
    this.command = command;
    this.process = process;
    this.output = output;
  }

  static JavaProcess start(String name, String mainClass, Path folder, List<String> arguments) {
    return start(name, ClassArchive.options(), mainClass, folder, arguments);
  }

  static JavaProcess start(
      String name, List<String> options, String mainClass, Path folder, List<String> arguments) {
    try {
      Files.createDirectories(folder);
      var output = folder.resolve(name + ".out");
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m", "-Xss512k"));
      command.addAll(options);
      command.add(mainClass);
      command.addAll(arguments);
      command.add("--logging.threshold.console=INFO");
      return launched(name, command, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same command again, with an output of its own; this one has ended. */
  JavaProcess again() {
    var next = output.resolveSibling(name + "-" + System.nanoTime() + ".out");
    return launched(name, command, next);
  }

  private static JavaProcess launched(String name, List<String> command, Path output) {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    // So that a test can look for it in a function's environment, where it must not be.
    builder.environment().put("HOST_SECRET", "of-the-host");
    try {
      return new JavaProcess(name, command, builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line of output that matches. */
  void awaitLine(String pattern) {
    Awaitility.await(name + " says '" + pattern + "'")
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> failIfEnded() || lines().stream().anyMatch(line -> line.matches(pattern)));
  }

  private boolean failIfEnded() {
    if (!process.isAlive()) {
      throw new AssertionError(name + " ended with " + process.exitValue() + ":\n" + text());
    }
    return false;
  }

  String text() {
    return String.join("\n", lines());
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    end(Duration.ofSeconds(20));
  }

  /** Asks it to end, and kills it if it has not ended within the time. */
  void end(Duration within) {
    process.destroy();
    try {
      if (!process.waitFor(within)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A port for a process that is about to start. It is none of those that the kernel gives to
   * connections, one of which could take it before the process does, and none that was given out
   * before.
   */
  static int freePort() {
    while (true) {
      var port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Somebody else's: the next one.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
