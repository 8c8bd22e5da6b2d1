package dev.triggerfish.invoker.environment.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shares of processor time. */
final class Quotas {

  private static final Logger LOG = LoggerFactory.getLogger(Quotas.class);

  private Quotas() {}

  /** A function that runs with a wrong share still runs: so a failure is told, not thrown. */
  static void set(Path file, String quota) {
    try {
      ControlFiles.write(file, quota);
    } catch (IOException e) {
      LOG.warn("The share of the processors could not be set to {} in {}", quota, file, e);
    }
  }
}
