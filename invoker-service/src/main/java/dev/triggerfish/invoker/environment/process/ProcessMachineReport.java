package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.invoker.environment.MachineReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What processes can make use of on this machine. */
final class ProcessMachineReport implements MachineReport {

  private final Sandbox sandbox;
  private final InterpreterCatalog interpreters;

  ProcessMachineReport(Sandbox sandbox, InterpreterCatalog interpreters) {
    this.sandbox = sandbox;
    this.interpreters = interpreters;
  }

  @Override
  public List<MachineFact> facts() {
    var facts = new ArrayList<MachineFact>();
    facts.add(
        new MachineFact(
            "sandbox",
            sandbox.isolates(),
            sandbox.isolates()
                ? "functions run in a sandbox by " + sandbox.name()
                : "functions run as plain processes: they see this machine",
            sandbox.name().equals("bubblewrap") ? null : "sudo apt-get install bubblewrap"));
    facts.add(
        new MachineFact(
            "cgroups",
            false,
            writableCgroups()
                ? "writable, and not used yet: memory and CPU of functions are not limited"
                : "not writable: memory and CPU of functions are not limited",
            null));
    facts.add(language("python", "sudo apt-get install python3"));
    facts.add(language("nodejs", "sudo apt-get install nodejs"));
    facts.add(language("java", null));
    return facts;
  }

  private MachineFact language(String language, @Nullable String remedy) {
    var found =
        interpreters.installed().stream()
            .filter(one -> one.language().equals(language))
            .map(one -> one.version() + " (" + one.executable() + ")")
            .sorted()
            .collect(Collectors.joining(", "));
    return new MachineFact(
        language,
        !found.isEmpty(),
        found.isEmpty() ? "none is installed" : found,
        found.isEmpty() ? remedy : null);
  }

  private static boolean writableCgroups() {
    return Files.isWritable(Path.of("/sys/fs/cgroup/memory"))
        || Files.isWritable(Path.of("/sys/fs/cgroup/cgroup.procs"));
  }
}
