package dev.triggerfish.invoker.environment.cgroup;

import java.nio.file.Path;
import java.util.List;

/** Limits nothing. */
final class NoControl implements ResourceControl, EnvironmentResources {

  private final String reason;

  /**
   * No control.
   *
   * @param reason goes after "memory and CPU of functions are"
   */
  NoControl(String reason) {
    this.reason = reason;
  }

  @Override
  public EnvironmentResources open(ResourceLimits limits) {
    return this;
  }

  @Override
  public ControlReport report() {
    return new ControlReport(false, "memory and CPU of functions are " + reason, null);
  }

  @Override
  public List<Path> entrances() {
    return List.of();
  }

  @Override
  public void started(long pid) {
    // Nothing is counted.
  }

  @Override
  public void boost() {
    // There is no share.
  }

  @Override
  public void settle() {
    // There is no share.
  }

  @Override
  public boolean exceedsMemory() {
    return false;
  }

  @Override
  public List<Long> processes() {
    return List.of();
  }

  @Override
  public long peakMemory() {
    return 0;
  }

  @Override
  public long kernelKills() {
    return 0;
  }

  @Override
  public void close() {
    // Nothing was made.
  }
}
