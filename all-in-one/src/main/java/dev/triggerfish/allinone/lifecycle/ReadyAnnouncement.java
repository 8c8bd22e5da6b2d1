package dev.triggerfish.allinone.lifecycle;

import dev.triggerfish.aws.health.HealthProbe;
import dev.triggerfish.aws.health.HealthProbe.State;
import dev.triggerfish.aws.identity.IdentityReplica;
import dev.triggerfish.aws.storage.DataDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that all is ready, once it is: policies known, port open. The run file tells {@code
 * ./triggerfish stop} and its kin which process that is.
 */
final class ReadyAnnouncement {

  private static final Duration POLICIES_WITHIN = Duration.ofSeconds(60);

  private final IdentityReplica replica;
  private final List<HealthProbe> probes;
  private final DataDirectory directory;
  private final @Nullable Path runFile;
  private final PrintStream out;

  ReadyAnnouncement(
      IdentityReplica replica,
      List<HealthProbe> probes,
      DataDirectory directory,
      @Nullable Path runFile,
      PrintStream out) {
    this.replica = replica;
    this.probes = probes;
    this.directory = directory;
    this.runFile = runFile;
    this.out = out;
  }

  void announce(int port, Duration taken) {
    if (!replica.awaitPosition(0, POLICIES_WITHIN)) {
      throw new IllegalStateException("Policies have not arrived within " + POLICIES_WITHIN);
    }
    writeRunFile();
    for (var probe : probes) {
      for (var finding : probe.findings()) {
        if (finding.state() != State.UP) {
          out.printf("  %s: %s%n", finding.part(), finding.detail());
          if (finding.remedy() != null) {
            out.printf("      %s%n", finding.remedy());
          }
        }
      }
    }
    out.printf("  data: %s%n", directory.root());
    // In one write: whoever waits for the first line is not to miss the others.
    out.print(
        """
        Triggerfish is ready: http://localhost:%1$d (%2$.1f s)
          try:  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1
                aws --endpoint-url http://localhost:%1$d sts get-caller-identity
        """
            .formatted(port, taken.toMillis() / 1000.0));
    out.flush();
  }

  private void writeRunFile() {
    if (runFile == null) {
      return;
    }
    try {
      Files.createDirectories(runFile.toAbsolutePath().getParent());
      Files.writeString(runFile, ProcessHandle.current().pid() + "\n" + directory.root() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("The run file " + runFile + " cannot be written", e);
    }
  }

  void withdraw() {
    try {
      if (runFile != null) {
        Files.deleteIfExists(runFile);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
