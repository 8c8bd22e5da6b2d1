package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.invoker.environment.MachineReport;
import dev.triggerfish.invoker.environment.cgroup.ResourceControl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What processes can make use of on this machine. */
final class ProcessMachineReport implements MachineReport {

  private final Sandbox sandbox;
  private final ResourceControl control;
  private final InterpreterCatalog interpreters;

  ProcessMachineReport(Sandbox sandbox, ResourceControl control, InterpreterCatalog interpreters) {
    this.sandbox = sandbox;
    this.control = control;
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
    var limits = control.report();
    facts.add(new MachineFact("cgroups", limits.complete(), limits.detail(), limits.remedy()));
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
}
