package dev.triggerfish.invoker.environment.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The same sandbox by util-linux's {@code unshare}, and a script that does the mounts. */
final class UnshareSandbox implements Sandbox {

  private final Path unshare;
  private final Path script;

  /**
   * A sandbox.
   *
   * @param unshare the program
   * @param script {@code sandbox.sh} of the runtime files
   */
  UnshareSandbox(Path unshare, Path script) {
    this.unshare = unshare;
    this.script = script;
  }

  @Override
  public String name() {
    return "unshare";
  }

  @Override
  public boolean isolates() {
    return true;
  }

  @Override
  public List<String> command(SandboxLayout layout) {
    var command = new ArrayList<String>();
    command.add(unshare.toString());
    command.addAll(
        List.of(
            "--user",
            "--map-root-user",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "--ipc",
            "--uts",
            "--cgroup",
            "setsid",
            "/bin/sh",
            script.toString(),
            layout.scratch().toString(),
            Integer.toString(layout.tmpMegabytes())));
    command.add(layout.accounts().resolve("passwd") + "=/etc/passwd");
    command.add(layout.accounts().resolve("group") + "=/etc/group");
    command.add(layout.code() + "=/var/task");
    command.add(layout.runtime() + "=/var/runtime");
    if (layout.layers() != null) {
      command.add(layout.layers() + "=/opt");
    }
    layout.interpreter().forEach(path -> command.add(path + "=" + path));
    SystemFolders.top().forEach(path -> command.add(path + "=" + path));
    SystemFolders.etc().forEach(path -> command.add(path + "=" + path));
    return command;
  }

  @Override
  public SandboxPaths paths(SandboxLayout layout) {
    return new SandboxPaths("/var/task", "/var/runtime", "/opt", "/tmp");
  }

  @Override
  public String prologue() {
    return "";
  }

  @Override
  public String killAll() {
    return "kill -9 -1 2>/dev/null; wait;";
  }

  @Override
  public int depth() {
    return 3;
  }
}
