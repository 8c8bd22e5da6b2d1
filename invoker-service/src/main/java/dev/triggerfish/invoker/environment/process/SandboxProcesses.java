package dev.triggerfish.invoker.environment.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The outermost process of each live sandbox of this platform, and what descends from it. */
final class SandboxProcesses {

  private final Set<Long> live = ConcurrentHashMap.newKeySet();

  void started(Process process) {
    var pid = process.pid();
    live.add(pid);
    var _ = process.onExit().thenRun(() -> live.remove(pid));
  }

  boolean isEmpty() {
    return live.isEmpty();
  }

  /** Whether a process is one of a sandbox's, or descends from one. */
  boolean include(long pid) {
    var at = ProcessHandle.of(pid);
    while (at.isPresent()) {
      if (live.contains(at.get().pid())) {
        return true;
      }
      at = at.get().parent();
    }
    return false;
  }
}
