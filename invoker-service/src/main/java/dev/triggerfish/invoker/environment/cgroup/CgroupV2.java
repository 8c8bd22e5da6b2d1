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
    IdentityGroups.keepFlat(groups.own(place));
  }

  @Override
  public EnvironmentResources open(ResourceLimits limits) throws IOException {
    return groups.open(limits, CgroupV2::environment);
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

  static EnvironmentResources environment(Groups groups, List<Path> folders, ResourceLimits limits)
      throws IOException {
    var folder = folders.getFirst();
    ControlFiles.write(folder.resolve("memory.max"), Long.toString(limits.groupBytes()));
    ControlFiles.writeIfThere(folder.resolve("memory.swap.max"), "0");
    var meter =
        new MemoryMeter(
            folder.resolve("memory.current"),
            folder.resolve("memory.stat"),
            "anon",
            limits.memoryBytes());
    return new ControlledEnvironment(
        groups,
        folders,
        meter,
        folder.resolve("memory.events"),
        micros -> Quotas.set(folder.resolve("cpu.max"), quota(micros)),
        limits.quotaMicros(),
        IdentityGroups.id(folder));
  }

  private static String quota(long micros) {
    return (micros == ControlledEnvironment.UNLIMITED ? "max" : Long.toString(micros))
        + " "
        + ResourceLimits.periodMicros();
  }
}
