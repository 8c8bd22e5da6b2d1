package dev.triggerfish.invoker.environment.cgroup;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** An environment in a control group of its own, of either version. */
final class ControlledEnvironment implements EnvironmentResources {

  /** Of processor time: as much as there is. */
  static final long UNLIMITED = -1;

  private final Groups groups;
  private final List<Path> folders;
  private final MemoryMeter meter;
  private final Path kills;
  private final LongConsumer quota;
  private final long share;
  private final @Nullable Long group;

  /**
   * An environment.
   *
   * @param folders the group's, one for each hierarchy, memory's first
   * @param kills file in which the kernel counts processes that it has killed for want of memory
   * @param quota sets the processor time in each {@link ResourceLimits#PERIOD}, in microseconds, or
   *     {@link #UNLIMITED}
   * @param share the environment's own, in microseconds
   * @param group of {@link #group()}
   */
  ControlledEnvironment(
      Groups groups,
      List<Path> folders,
      MemoryMeter meter,
      Path kills,
      LongConsumer quota,
      long share,
      @Nullable Long group) {
    this.groups = groups;
    this.folders = folders;
    this.meter = meter;
    this.kills = kills;
    this.quota = quota;
    this.share = share;
    this.group = group;
  }

  @Override
  public List<Path> entrances() {
    return folders.stream().map(folder -> folder.resolve("cgroup.procs")).toList();
  }

  @Override
  public @Nullable Long group() {
    return group;
  }

  @Override
  public void started(long pid) {
    // It has entered by itself.
  }

  @Override
  public void boost() {
    quota.accept(UNLIMITED);
  }

  @Override
  public void settle() {
    quota.accept(share);
  }

  @Override
  public boolean exceedsMemory() {
    return meter.exceeds();
  }

  @Override
  public List<Long> processes() {
    return ControlFiles.processes(folders.getFirst());
  }

  @Override
  public long peakMemory() {
    return meter.peak();
  }

  @Override
  public long kernelKills() {
    return ControlFiles.value(kills, "oom_kill");
  }

  @Override
  public void close() {
    groups.remove(folders);
  }
}
