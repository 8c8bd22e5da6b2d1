package dev.triggerfish.benchmarks;

import dev.triggerfish.benchmarks.bare.BareServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The bare server in a JVM of its own, with environments of one function. */
final class Bare implements AutoCloseable {

  private static final int ENVIRONMENTS = 8;

  private final Process server;
  private final int port;
  private final List<Process> environments = new ArrayList<>();

  /** Why the server was stopped while it was measured; empty as long as it was not. */
  private final AtomicReference<String> failure = new AtomicReference<>("");

  private volatile boolean closing;

  /** What is measured. */
  @FunctionalInterface
  interface Measurement {
    /** Calls the server. */
    void run() throws IOException, InterruptedException;
  }

  /** Starts the server with the flags that the product has, and as many environments as clients. */
  Bare(EnvironmentCopy environment, Path folder, List<String> flags) throws IOException {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.addAll(List.of(BareServer.class.getName(), folder.resolve("tomcat").toString()));
    var errors = folder.resolve("bare.log");
    server = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    try {
      port = Integer.parseInt(firstLine(errors));
      for (var i = 0; i < ENVIRONMENTS; i++) {
        start(environment, folder, i);
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void start(EnvironmentCopy environment, Path folder, int number) throws IOException {
    var output = folder.resolve("environment-" + number + ".log");
    var process = environment.start(port, folder.resolve("tmp/" + number), output);
    environments.add(process);
    var _ = process.onExit().thenAccept(ended -> stop(ended, output));
  }

  /** Nobody would answer what an environment that has ended was given. */
  private void stop(Process ended, Path output) {
    if (!closing) {
      failure.compareAndSet(
          "",
          "An environment of the bare server ended with exit code "
              + ended.exitValue()
              + ":\n"
              + text(output));
      server.destroyForcibly();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String firstLine(Path errors) throws IOException {
    var line = new BufferedReader(server.inputReader(StandardCharsets.UTF_8)).readLine();
    if (line == null) {
      throw new IOException("The bare server did not start:\n" + text(errors));
    }
    return line;
  }

  int port() {
    return port;
  }

  /** Measures; says so at once if an environment ends meanwhile. */
  void measure(Measurement measurement) throws IOException, InterruptedException {
    try {
      measurement.run();
    } catch (IOException e) {
      var reason = failure.get();
      throw reason.isEmpty() ? e : new IOException(reason, e);
    }
  }

  /** Ends all processes, and waits for it: what they write may be deleted then. */
  @Override
  public void close() {
    closing = true;
    environments.forEach(Process::destroyForcibly);
    server.destroyForcibly();
    environments.forEach(Bare::awaitEnd);
    awaitEnd(server);
  }

  private static void awaitEnd(Process process) {
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
