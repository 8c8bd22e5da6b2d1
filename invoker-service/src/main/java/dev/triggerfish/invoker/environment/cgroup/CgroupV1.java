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
    return groups.open(limits, CgroupV1::environment);
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

  static EnvironmentResources environment(Groups groups, List<Path> folders, ResourceLimits limits)
      throws IOException {
    var memory = folders.get(0);
    var cpu = folders.get(1);
    var bytes = Long.toString(limits.groupBytes());
    ControlFiles.write(memory.resolve("memory.limit_in_bytes"), bytes);
    // Memory and swap together: so there is no swapping.
    ControlFiles.writeIfThere(memory.resolve("memory.memsw.limit_in_bytes"), bytes);
    ControlFiles.write(
        cpu.resolve("cpu.cfs_period_us"), Long.toString(ResourceLimits.periodMicros()));
    var meter =
        new MemoryMeter(
            memory.resolve("memory.usage_in_bytes"),
            memory.resolve("memory.stat"),
            "total_rss",
            limits.memoryBytes());
    return new ControlledEnvironment(
        groups,
        folders,
        meter,
        memory.resolve("memory.oom_control"),
        // Which stands for no limit by the same number.
        micros -> Quotas.set(cpu.resolve("cpu.cfs_quota_us"), Long.toString(micros)),
        limits.quotaMicros(),
        null);
  }
}
