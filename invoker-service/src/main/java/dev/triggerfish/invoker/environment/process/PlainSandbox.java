package dev.triggerfish.invoker.environment.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** No sandbox: plain processes, where nothing else works. */
final class PlainSandbox implements Sandbox {

  private static final Path BASH = Path.of("/bin/bash");

  @Override
  public String name() {
    return "none";
  }

  @Override
  public boolean isolates() {
    return false;
  }

  @Override
  public List<String> command(SandboxLayout layout) {
    // Some shells have job control only on a terminal; bash has it everywhere.
    return List.of(Files.isExecutable(BASH) ? BASH.toString() : "/bin/sh");
  }

  @Override
  public SandboxPaths paths(SandboxLayout layout) {
    var layers = layout.layers() == null ? "/opt" : layout.layers().toString();
    return new SandboxPaths(
        layout.code().toString(), layout.runtime().toString(), layers, layout.scratch().toString());
  }

  @Override
  public String prologue() {
    // Job control gives each job a process group, which can be killed as a whole. The end of
    // standard
    // input is the end of the platform: nothing is left behind then.
    return "set -m; trap 'test -n \"$job\" && kill -9 -- -\"$job\" 2>/dev/null' EXIT;";
  }

  @Override
  public String killAll() {
    return "test -n \"$job\" && kill -9 -- -\"$job\" 2>/dev/null; wait; job=;";
  }

  @Override
  public int depth() {
    return 2;
  }
}
