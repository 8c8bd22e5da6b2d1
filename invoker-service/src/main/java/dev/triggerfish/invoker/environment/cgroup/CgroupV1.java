package dev.triggerfish.invoker.environment.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Version 1: a hierarchy for each kind of resource.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v1/memory.html">Memory Resource
 *     Controller</a>
 */
final class CgroupV1 implements ResourceControl {

  private final Groups groups;
  private final Path memory;

  /**
   * Control by version 1.
   *
   * @param memory the mounted hierarchy of memory
   * @param cpu the mounted hierarchy of processor time
   */
  CgroupV1(Path memory, Path cpu) throws IOException {
    this.memory = memory;
    this.groups = new Groups(List.of(memory, cpu));
    groups.prepare();
  }

  @Override
  public EnvironmentResources open(ResourceLimits limits) throws IOException {
    var folders = groups.create();
    try {
      return new Environment(groups, folders, limits);
    } catch (IOException e) {
      groups.remove(folders);
      throw e;
    }
  }

  @Override
  public ControlReport report() {
    return new ControlReport(
        true,
        "memory and CPU of functions are limited by cgroups (version 1, below "
            + Groups.all(memory)
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
    private final Path memory;
    private final Path cpu;
    private final ResourceLimits limits;
    private final MemoryMeter meter;

    Environment(Groups groups, List<Path> folders, ResourceLimits limits) throws IOException {
      this.groups = groups;
      this.folders = folders;
      this.memory = folders.get(0);
      this.cpu = folders.get(1);
      this.limits = limits;
      this.meter =
          new MemoryMeter(
              memory.resolve("memory.usage_in_bytes"),
              memory.resolve("memory.stat"),
              "total_rss",
              limits.memoryBytes());
      var bytes = Long.toString(limits.groupBytes());
      ControlFiles.write(memory.resolve("memory.limit_in_bytes"), bytes);
      // Memory and swap together: so there is no swapping.
      ControlFiles.writeIfThere(memory.resolve("memory.memsw.limit_in_bytes"), bytes);
      ControlFiles.write(
          cpu.resolve("cpu.cfs_period_us"), Long.toString(ResourceLimits.periodMicros()));
    }

    @Override
    public List<Path> entrances() {
      return folders.stream().map(folder -> folder.resolve("cgroup.procs")).toList();
    }

    @Override
    public void started(long pid) {
      // It has entered by itself.
    }

    @Override
    public void boost() {
      quota(-1);
    }

    @Override
    public void settle() {
      quota(limits.quotaMicros());
    }

    private void quota(long micros) {
      Quotas.set(cpu.resolve("cpu.cfs_quota_us"), Long.toString(micros));
    }

    @Override
    public boolean exceedsMemory() {
      return meter.exceeds();
    }

    @Override
    public List<Long> processes() {
      return ControlFiles.processes(memory);
    }

    @Override
    public long peakMemory() {
      return meter.peak();
    }

    @Override
    public long kernelKills() {
      return ControlFiles.value(memory.resolve("memory.oom_control"), "oom_kill");
    }

    @Override
    public void close() {
      groups.remove(folders);
    }
  }
}
