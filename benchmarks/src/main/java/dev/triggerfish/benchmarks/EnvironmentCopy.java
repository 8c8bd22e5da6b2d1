package dev.triggerfish.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The same runtime process as the product's environments have, for the bare server: program,
 * arguments, variables and files are read off a running environment, so that the two cannot drift
 * apart.
 */
final class EnvironmentCopy {

  private static final Path PROC = Path.of("/proc");
  private static final List<String> FOLDERS = List.of("/var/runtime", "/var/task");

  /** Where a JVM puts temporary files. */
  private static final String TEMPORARY = "-Djava.io.tmpdir=";

  private final List<String> command;
  private final Map<String, String> variables;
  private final Path folder;

  EnvironmentCopy(List<String> command, Map<String, String> variables, Path folder) {
    this.command = command;
    this.variables = variables;
    this.folder = folder;
  }

  /** Copies an environment of a function that is warm. */
  static EnvironmentCopy of(String function, Path folder) throws IOException {
    var process = process(function);
    for (var name : FOLDERS) {
      copy(process.resolve("root" + name), folder.resolve(name.substring(1)));
    }
    var variables =
        strings(process.resolve("environ")).stream()
            .map(line -> line.split("=", 2))
            .filter(line -> line.length == 2)
            .collect(Collectors.toMap(line -> line[0], line -> relocated(line[1], folder)));
    var command =
        strings(process.resolve("cmdline")).stream().map(text -> relocated(text, folder)).toList();
    return new EnvironmentCopy(command, variables, folder);
  }

  /**
   * Starts one that takes its events from another Runtime API. What the product's sandbox gives
   * each environment, this gives each copy: a folder for temporary files of its own.
   *
   * @param temporary the folder, which does not exist yet
   * @param output the file for what the process prints
   */
  Process start(int port, Path temporary, Path output) throws IOException {
    Files.createDirectories(temporary);
    var arguments =
        command.stream()
            .map(text -> text.equals(TEMPORARY + "/tmp") ? TEMPORARY + temporary : text)
            .toList();
    var builder = new ProcessBuilder(arguments).directory(folder.resolve("var/task").toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.environment().put("TMPDIR", temporary.toString());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + port);
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  /** The process of a function's runtime: the one whose variables name the function. */
  static Path process(String function) throws IOException {
    var wanted = "AWS_LAMBDA_FUNCTION_NAME=" + function;
    try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var process : processes) {
        if (strings(process.resolve("environ")).contains(wanted) && isRuntime(process)) {
          return process;
        }
      }
    }
    throw new IOException("No environment of " + function + " can be seen in /proc");
  }

  /** Not the sandbox around it, nor the shell that prepares it. */
  private static boolean isRuntime(Path process) throws IOException {
    var program = Files.readSymbolicLink(process.resolve("exe")).getFileName().toString();
    return List.of("python", "node", "java").stream().anyMatch(program::startsWith);
  }

  private static String relocated(String text, Path folder) {
    var result = text;
    for (var name : FOLDERS) {
      result = result.replace(name, folder + name);
    }
    return result;
  }

  private static List<String> strings(Path file) {
    try {
      var text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return Arrays.stream(text.split("\0", -1)).filter(part -> !part.isEmpty()).toList();
    } catch (IOException gone) {
      // Processes come and go, and some are not ours to look at.
      return List.of();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      paths.forEach(
          path -> {
            try {
              Files.createDirectories(to);
              var target = to.resolve(from.relativize(path).toString());
              if (!Files.isDirectory(path)) {
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
