package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.invoker.environment.RuntimeStartException;
import dev.triggerfish.invoker.environment.cgroup.ResourceLimits;
import dev.triggerfish.invoker.function.FunctionVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs runtimes as processes of the operating system. */
final class ProcessExecutor {

  private final Sandbox sandbox;
  private final RuntimeFiles files;
  private final InterpreterCatalog interpreters;
  private final Path scratch;
  private final SandboxLauncher launcher;
  private final MemoryWatch watch;

  ProcessExecutor(
      Sandbox sandbox,
      RuntimeFiles files,
      InterpreterCatalog interpreters,
      Path scratch,
      SandboxLauncher launcher,
      MemoryWatch watch) {
    this.sandbox = sandbox;
    this.files = files;
    this.interpreters = interpreters;
    this.scratch = scratch;
    this.launcher = launcher;
    this.watch = watch;
  }

  ProcessSandbox open(FunctionVersion version) throws RuntimeStartException {
    return open(version, false);
  }

  /**
   * Starts a runtime like that of a function, for whatever function is like that one.
   *
   * @return null if such a runtime has to be started for its function
   */
  @Nullable ProcessSandbox prepare(FunctionVersion like) throws RuntimeStartException {
    var sandbox = open(like, true);
    var waits = false;
    try {
      if (sandbox.canWait()) {
        sandbox.prepare();
        waits = true;
      }
    } finally {
      if (!waits) {
        sandbox.close();
      }
    }
    return waits ? sandbox : null;
  }

  private ProcessSandbox open(FunctionVersion version, boolean early) throws RuntimeStartException {
    var identifier = RuntimeIdentifier.parse(version.runtime());
    var interpreter = interpreter(identifier, version.runtime());
    try {
      Files.createDirectories(scratch);
      var own = Files.createTempDirectory(scratch, "env");
      var layout =
          new SandboxLayout(
              early
                  ? Files.createDirectory(own.resolve(EarlyExecutor.CODE))
                  : version.codeRoot().toRealPath(),
              version.layerRoots().isEmpty() ? null : version.layerRoots().getFirst().toRealPath(),
              files.of(identifier.language()),
              interpreter == null ? List.of() : interpreter.folders(),
              files.file("etc"),
              early ? Files.createDirectory(own.resolve("root")) : own,
              version.ephemeralStorageMb());
      var paths = sandbox.paths(layout);
      var command = RuntimeCommand.of(version, interpreter, paths);
      var limits = new ResourceLimits(version.memoryMb(), version.ephemeralStorageMb());
      var launched = launcher.launch(layout, limits);
      var plan = new SandboxPlan(sandbox, paths, command, own, notices(identifier, interpreter));
      return new ProcessSandbox(launched.process(), plan, launched.resources(), watch);
    } catch (IOException e) {
      throw new RuntimeStartException("No sandbox could be started: " + e.getMessage(), e);
    }
  }

  private @Nullable Interpreter interpreter(RuntimeIdentifier identifier, String runtime)
      throws RuntimeStartException {
    if (identifier.language().equals("provided")) {
      return null;
    }
    var chosen = identifier.choose(interpreters.installed());
    if (chosen == null) {
      throw new RuntimeStartException(
          "No interpreter for " + runtime + " is installed on this machine", null);
    }
    return chosen;
  }

  private List<String> notices(RuntimeIdentifier identifier, @Nullable Interpreter interpreter) {
    var notices = new ArrayList<String>();
    if (interpreter != null && !interpreter.version().equals(identifier.version())) {
      notices.add(
          identifier.language()
              + " "
              + identifier.version()
              + " is not installed on this machine: the function runs on "
              + interpreter.version());
    }
    if (!sandbox.isolates()) {
      notices.add("no sandbox works on this machine: the function runs as a plain process");
    }
    return notices;
  }
}
