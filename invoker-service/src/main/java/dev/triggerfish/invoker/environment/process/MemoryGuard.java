package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.invoker.environment.RuntimeExit;
import dev.triggerfish.invoker.environment.cgroup.EnvironmentResources;
import dev.triggerfish.invoker.environment.cgroup.ProcessTree;
import java.util.Comparator;

/** Ends what uses more memory than its function has, and tells such an end from others. */
final class MemoryGuard {

  private final EnvironmentResources resources;
  private volatile long kernelKills;
  private volatile long victim;

  MemoryGuard(EnvironmentResources resources) {
    this.resources = resources;
  }

  /** A runtime is about to be started: what happened before was not its. */
  void restarted() {
    kernelKills = resources.kernelKills();
    victim = 0;
  }

  /** Kills the largest process, as the kernel would, if all of them together use too much. */
  void check() {
    if (!resources.exceedsMemory() || (victim > 0 && ProcessTree.anonymousBytes(victim) > 0)) {
      return;
    }
    resources.processes().stream()
        .max(Comparator.comparingLong(ProcessTree::anonymousBytes))
        .flatMap(ProcessHandle::of)
        .ifPresent(
            process -> {
              victim = process.pid();
              process.destroyForcibly();
            });
  }

  /** The same end, with what is known about memory. */
  RuntimeExit judge(RuntimeExit exit) {
    var starved = victim > 0 || resources.kernelKills() > kernelKills;
    return exit.killed() && starved ? new RuntimeExit(exit.status(), true) : exit;
  }
}
