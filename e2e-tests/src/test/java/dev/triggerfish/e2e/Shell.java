package dev.triggerfish.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** A terminal: commands, and what a person sees of them. */
final class Shell {

  /** The first start after a build trains the JVM, which takes a busy machine minutes. */
  private static final int PATIENCE_SECONDS = 240;

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  Shell(Path folder) {
    this.folder = folder;
  }

  /** The root of the source tree. */
  static Path project() {
    var module = Path.of("").toAbsolutePath();
    return Files.exists(module.resolve("triggerfish")) ? module : module.getParent();
  }

  Shell with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Starts a command; what it says goes to a file of that name. */
  Process start(Path output, String... command) {
    try {
      // Whoever started the tests may have done so with Ctrl-C switched off.
      var line = new ArrayList<>(List.of("env", "--default-signal=INT"));
      line.addAll(List.of(command));
      var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
      builder.redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      var process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command to its end. */
  Said run(String... command) {
    try {
      var output = TestRun.folder("shell").resolve("output");
      var process = start(output, command);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        Assertions.fail(String.join(" ", command) + " does not end:\n" + Files.readString(output));
      }
      return new Said(process.exitValue(), Files.readString(output).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * What came of a command.
   *
   * @param code its exit code
   * @param text all of its output
   */
  record Said(int code, String text) {}
}
