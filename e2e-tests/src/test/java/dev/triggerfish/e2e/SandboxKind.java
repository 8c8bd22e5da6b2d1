package dev.triggerfish.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;

/** The ways in which functions are shut in, each with a platform and an intruder of its own. */
enum SandboxKind {
  BUBBLEWRAP("bwrap"),
  UNSHARE("unshare");

  private static final Map<SandboxKind, Running> RUNNING = new ConcurrentHashMap<>();

  private final String program;

  SandboxKind(String program) {
    this.program = program;
  }

  /** The one of this kind, started at first use and ended with the test run. */
  Running running() {
    var installed =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    Assumptions.assumeTrue(installed, program + " is not installed on this machine");
    return RUNNING.computeIfAbsent(this, SandboxKind::start);
  }

  private Running start() {
    var folder = TestRun.folder("isolation");
    var kind = name().toLowerCase(Locale.ROOT);
    var platform = TestRun.ending(AllInOne.start(folder, "--triggerfish.sandbox.kind=" + kind));
    var cloud = new Cloud(platform.endpoint(), Cloud.ROOT);
    return new Running(platform, cloud, new Intruder(cloud, "intruder"), folder.resolve("data"));
  }

  /** A platform whose functions are shut in, and the function that tries to get out. */
  record Running(AllInOne platform, Cloud cloud, Intruder intruder, Path data) {

    /** Runs code in the intruder, which knows the platform's pid and ports; its {@code found}. */
    JsonNode found(String code) {
      var pid = platform.process().pid();
      return intruder.run(code, Map.of("pid", pid, "ports", Processes.listeningPorts(pid)));
    }
  }
}
