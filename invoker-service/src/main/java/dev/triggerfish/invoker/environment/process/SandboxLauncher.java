package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.invoker.environment.cgroup.Entrance;
import dev.triggerfish.invoker.environment.cgroup.EnvironmentResources;
import dev.triggerfish.invoker.environment.cgroup.ResourceControl;
import dev.triggerfish.invoker.environment.cgroup.ResourceLimits;
import java.io.IOException;
import java.util.Map;

/**
 * Starts the shells of sandboxes, each within the bounds of its environment from its first step.
 */
final class SandboxLauncher {

  private final Sandbox sandbox;
  private final ResourceControl control;
  private final SandboxProcesses processes;

  SandboxLauncher(Sandbox sandbox, ResourceControl control, SandboxProcesses processes) {
    this.sandbox = sandbox;
    this.control = control;
    this.processes = processes;
  }

  Launched launch(SandboxLayout layout, ResourceLimits limits) throws IOException {
    var resources = control.open(limits);
    var member = processes.starting(resources.group(), sandbox.isolates());
    var launched = false;
    try {
      var command = Entrance.command(resources.entrances(), sandbox.command(layout));
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.directory(layout.scratch().toFile());
      builder.environment().clear();
      builder.environment().putAll(Map.of("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"));
      var process = builder.start();
      member.started(process);
      resources.started(process.pid());
      launched = true;
      return new Launched(process, resources);
    } finally {
      if (!launched) {
        member.ended();
        resources.close();
      }
    }
  }

  /**
   * A sandbox that is being built.
   *
   * @param process the outermost one
   * @param resources its bounds
   */
  record Launched(Process process, EnvironmentResources resources) {}
}
