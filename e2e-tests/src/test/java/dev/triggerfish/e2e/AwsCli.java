package dev.triggerfish.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** AWS's command line, Debian's where it is installed. */
final class AwsCli {

  private AwsCli() {}

  static boolean installed() {
    return Stream.of(path().split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "aws")));
  }

  /** A shell in which {@code aws} is that command line, as anybody would run it. */
  static Shell plainShell(Path folder) {
    return new Shell(folder)
        .with("PATH", path())
        .with("HOME", folder.toString()) // nobody's profiles
        .with("AWS_PAGER", "");
  }

  /**
   * The same, for many commands: where Python can import it, it is loaded once and forked for each
   * command. Loading takes it a second of a processor.
   */
  static Shell shell(Path folder) {
    var shell = plainShell(folder);
    return Loaded.ONCE
        .map(
            loaded ->
                shell
                    .with("PATH", loaded.folder + ":" + path())
                    .with("AWS_CLI_SERVER", loaded.socket().toString()))
        .orElse(shell);
  }

  /** Runs an example on the shared all-in-one. */
  static Shell.Said runExample(String name, Path home, String... options) {
    var endpoint = PlatformKind.ALL_IN_ONE.running().endpoint();
    var command = new ArrayList<String>();
    command.add(Shell.project().resolve("examples/" + name + "/run").toString());
    command.add("--endpoint");
    command.add("http://localhost:" + endpoint.getPort());
    command.addAll(List.of(options));
    return shell(home).run(command.toArray(String[]::new));
  }

  private static String path() {
    return "/usr/bin:" + System.getenv("PATH");
  }

  /**
   * The process that has it loaded; it ends with this one.
   *
   * @param folder holds the command that asks it
   */
  private record Loaded(Path folder, Process process) {

    /** Debian's, which has Debian's command line among its packages. */
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    static final Optional<Loaded> ONCE = start();

    private static Optional<Loaded> start() {
      if (!Files.isExecutable(PYTHON)) {
        return Optional.empty();
      }
      try {
        var folder = TestRun.folder("aws-cli");
        for (var name : new String[] {"aws", "server.py"}) {
          try (var content = AwsCli.class.getResourceAsStream("/aws-cli/" + name)) {
            Files.copy(Objects.requireNonNull(content), folder.resolve(name));
          }
        }
        if (!folder.resolve("aws").toFile().setExecutable(true)) {
          return Optional.empty();
        }
        var builder = new ProcessBuilder(PYTHON.toString(), "server.py", "socket");
        builder.directory(folder.toFile()).redirectError(Redirect.DISCARD);
        var process = builder.start();
        var ready = "ready".equals(process.inputReader().readLine());
        return ready ? Optional.of(new Loaded(folder, process)) : Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Path socket() {
      return folder.resolve("socket");
    }
  }
}
