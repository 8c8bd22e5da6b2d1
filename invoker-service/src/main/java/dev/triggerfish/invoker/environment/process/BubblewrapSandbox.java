package dev.triggerfish.invoker.environment.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sandbox by <a href="https://github.com/containers/bubblewrap">bubblewrap</a>: namespaces of its
 * own for users, processes, mounts, IPC and host name; the network is the host's.
 */
final class BubblewrapSandbox implements Sandbox {

  /** As much as containers usually have. */
  private static final String SHARED_MEMORY_BYTES = Integer.toString(64 * 1024 * 1024);

  private final Path bwrap;

  BubblewrapSandbox(Path bwrap) {
    this.bwrap = bwrap;
  }

  @Override
  public String name() {
    return "bubblewrap";
  }

  @Override
  public boolean isolates() {
    return true;
  }

  @Override
  public List<String> command(SandboxLayout layout) {
    var command = new ArrayList<String>();
    command.add(bwrap.toString());
    command.addAll(
        List.of(
            "--unshare-user",
            "--unshare-pid",
            "--unshare-ipc",
            "--unshare-uts",
            "--unshare-cgroup-try",
            "--uid",
            "993",
            "--gid",
            "990",
            "--hostname",
            "169.254.0.1",
            "--die-with-parent",
            "--new-session",
            "--cap-drop",
            "ALL"));
    system(command);
    layout.interpreter().forEach(path -> bind(command, path, path.toString()));
    bind(command, layout.accounts().resolve("passwd"), "/etc/passwd");
    bind(command, layout.accounts().resolve("group"), "/etc/group");
    bind(command, layout.code(), "/var/task");
    bind(command, layout.runtime(), "/var/runtime");
    if (layout.layers() == null) {
      command.addAll(List.of("--dir", "/opt"));
    } else {
      bind(command, layout.layers(), "/opt");
    }
    var bytes = layout.tmpMegabytes() * 1024L * 1024;
    command.addAll(List.of("--perms", "1777", "--size", Long.toString(bytes), "--tmpfs", "/tmp"));
    command.addAll(List.of("--remount-ro", "/", "--chdir", "/var/task", "/bin/sh"));
    return command;
  }

  private static void system(List<String> command) {
    bind(command, Path.of("/usr"), "/usr");
    for (var path : SystemFolders.top()) {
      if (Files.isSymbolicLink(path)) {
        command.addAll(List.of("--symlink", target(path), path.toString()));
      } else {
        bind(command, path, path.toString());
      }
    }
    for (var path : SystemFolders.etc()) {
      bind(command, path, path.toString());
    }
    command.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
    // Its /dev is a tmpfs of any size that anyone may write to.
    command.addAll(
        List.of("--perms", "1777", "--size", SHARED_MEMORY_BYTES, "--tmpfs", "/dev/shm"));
    command.addAll(List.of("--remount-ro", "/dev"));
    for (var path : SystemFolders.proc()) {
      bind(command, path, path.toString());
    }
  }

  private static void bind(List<String> command, Path from, String to) {
    command.addAll(List.of("--ro-bind", from.toString(), to));
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    // All that this process may signal, but itself: that is all in its process namespace.
    return "kill -9 -1 2>/dev/null; wait;";
  }

  @Override
  public int depth() {
    return 4;
  }
}
