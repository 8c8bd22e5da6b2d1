package dev.triggerfish.invoker.environment.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Version 2: one hierarchy, in which a group has the controllers that the groups above it hand on.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html">Control Group v2</a>
 */
final class CgroupV2 implements ResourceControl {

  private final Groups groups;
  private final Path place;

  /**
   * Control by version 2.
   *
   * @param place a group that may be written to and hands on memory and processor time
   */
  CgroupV2(Path place) throws IOException {
    this.place = place;
    this.groups = new Groups(List.of(place));
    groups.prepare();
    Delegation.handOn(Groups.all(place));
    Delegation.handOn(groups.own(place));
  }

  @Override
  public EnvironmentResources open(ResourceLimits limits) throws IOException {
    var folders = groups.create();
    try {
      return environment(groups, folders, limits);
    } catch (IOException e) {
      groups.remove(folders);
      throw e;
    }
  }

  static EnvironmentResources environment(Groups groups, List<Path> folders, ResourceLimits limits)
      throws IOException {
    return new Environment(groups, folders, limits);
  }

  @Override
  public ControlReport report() {
    return new ControlReport(
        true,
        "memory and CPU of functions are limited by cgroups (version 2, below "
            + Groups.all(place)
            + ")",
        null);
  }

  @Override
  public void close() {
    groups.close();
  }

  private static final class Environment implements EnvironmentResources {
    private final Groups groups;
    private final List<Path> folders;
    private final Path folder;
    private final ResourceLimits limits;
    private final MemoryMeter meter;

    Environment(Groups groups, List<Path> folders, ResourceLimits limits) throws IOException {
      this.groups = groups;
      this.folders = folders;
      this.folder = folders.getFirst();
      this.limits = limits;
      this.meter =
          new MemoryMeter(
              folder.resolve("memory.current"),
              folder.resolve("memory.stat"),
              "anon",
              limits.memoryBytes());
      ControlFiles.write(folder.resolve("memory.max"), Long.toString(limits.groupBytes()));
      ControlFiles.writeIfThere(folder.resolve("memory.swap.max"), "0");
    }

    @Override
    public List<Path> entrances() {
      return List.of(folder.resolve("cgroup.procs"));
    }

    @Override
    public void started(long pid) {
      // It has entered by itself.
    }

    @Override
    public void boost() {
      quota("max");
    }

    @Override
    public void settle() {
      quota(Long.toString(limits.quotaMicros()));
    }

    private void quota(String micros) {
      Quotas.set(folder.resolve("cpu.max"), micros + " " + ResourceLimits.periodMicros());
    }

    @Override
    public boolean exceedsMemory() {
      return meter.exceeds();
    }

    @Override
    public List<Long> processes() {
      return ControlFiles.processes(folder);
    }

    @Override
    public long peakMemory() {
      return meter.peak();
    }

    @Override
    public long kernelKills() {
      return ControlFiles.value(folder.resolve("memory.events"), "oom_kill");
    }

    @Override
    public void close() {
      groups.remove(folders);
    }
  }
}
