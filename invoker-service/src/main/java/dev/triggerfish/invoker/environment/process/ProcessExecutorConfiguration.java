package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.storage.ServiceStorage;
import dev.triggerfish.aws.web.EnvironmentConnections;
import dev.triggerfish.invoker.environment.MachineReport;
import dev.triggerfish.invoker.environment.RuntimeExecutor;
import dev.triggerfish.invoker.environment.cgroup.ResourceControl;
import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Environments as processes of this machine. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProcessProperties.class)
public class ProcessExecutorConfiguration {

  @Bean
  RuntimeFiles runtimeFiles(ServiceStorage storage) {
    return RuntimeFiles.unpack(storage.folder("invoker").resolve("runtimes"));
  }

  @Bean
  InterpreterCatalog interpreterCatalog() {
    return new InterpreterCatalog(InstalledInterpreters::find);
  }

  @Bean
  Sandbox environmentSandbox(
      RuntimeFiles files, ServiceStorage storage, ProcessProperties properties) {
    return new SandboxChoice(files, scratch(storage)).choose(properties);
  }

  @Bean
  SandboxProcesses sandboxProcesses() {
    return new SandboxProcesses();
  }

  @Bean
  EnvironmentConnections environmentConnections(SandboxProcesses processes) {
    return new EnvironmentSockets(processes);
  }

  @Bean(destroyMethod = "close")
  MemoryWatch environmentMemoryWatch() {
    return new MemoryWatch();
  }

  @Bean
  SandboxLauncher sandboxLauncher(
      Sandbox sandbox, ResourceControl control, SandboxProcesses processes) {
    return new SandboxLauncher(sandbox, control, processes);
  }

  @Bean(destroyMethod = "close")
  PreparedRuntimes preparedRuntimes(ProcessProperties properties, PlatformClock clock) {
    return new PreparedRuntimes(properties.prepared(), clock);
  }

  @Bean
  EnvironmentConnectionsController environmentConnectionsController(
      EnvironmentConnections connections) {
    return new EnvironmentConnectionsController(connections);
  }

  @Bean
  ProcessExecutor processExecutor(
      Sandbox sandbox,
      RuntimeFiles files,
      InterpreterCatalog interpreters,
      ServiceStorage storage,
      SandboxLauncher launcher,
      MemoryWatch watch) {
    var scratch = scratch(storage);
    // Left over from a platform that was killed.
    new ScratchFolder(scratch).delete();
    return new ProcessExecutor(sandbox, files, interpreters, scratch, launcher, watch);
  }

  @Bean
  RuntimeExecutor runtimeExecutor(
      ProcessExecutor processes, Sandbox sandbox, PreparedRuntimes prepared) {
    return new EarlyExecutor(processes, sandbox, prepared);
  }

  @Bean
  MachineReport processMachineReport(
      Sandbox sandbox, ResourceControl control, InterpreterCatalog interpreters) {
    return new ProcessMachineReport(sandbox, control, interpreters);
  }

  private static Path scratch(ServiceStorage storage) {
    return storage.folder("invoker").resolve("environments");
  }
}
