package dev.triggerfish.invoker.environment.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts each environment into a control group of version 2 that limits nothing: the kernel remembers
 * of each socket in which group it was made, so that the group says whose a connection is. For
 * machines whose limits are set in another way.
 */
final class IdentityGroups implements ResourceControl {

  private final ResourceControl limiting;
  private final Groups groups;

  /**
   * Groups beside another control.
   *
   * @param place a group of version 2 that may be written to
   */
  IdentityGroups(ResourceControl limiting, Path place) throws IOException {
    this.limiting = limiting;
    this.groups = new Groups(List.of(place));
    groups.prepare();
    keepFlat(groups.own(place));
  }

  /** Where groups may be made: this process's own group, or the nearest one above it. */
  static List<Path> places(Path mount, Path own) {
    var places = new ArrayList<Path>();
    for (@Nullable Path at = own; at != null && at.startsWith(mount); at = at.getParent()) {
      if (Files.isWritable(at) && Files.isWritable(at.resolve("cgroup.procs"))) {
        places.add(at);
      }
    }
    return places;
  }

  /** The kernel's id of a group, by which it names the group of a socket. */
  static Long id(Path group) throws IOException {
    return (Long) Files.getAttribute(group, "unix:ino");
  }

  /** No group in an environment's own: its sockets would have the id of that. */
  static void keepFlat(Path all) throws IOException {
    ControlFiles.write(all.resolve("cgroup.max.depth"), "1");
  }

  @Override
  public EnvironmentResources open(ResourceLimits limits) throws IOException {
    var limited = limiting.open(limits);
    try {
      return groups.open(
          limits, (made, folders, _) -> new Environment(limited, made, folders.getFirst()));
    } catch (IOException e) {
      limited.close();
      throw e;
    }
  }

  @Override
  public ControlReport report() {
    return limiting.report();
  }

  @Override
  public void close() {
    groups.close();
    limiting.close();
  }

  private static final class Environment implements EnvironmentResources {
    private final EnvironmentResources limited;
    private final Groups groups;
    private final Path folder;
    private final Long id;

    Environment(EnvironmentResources limited, Groups groups, Path folder) throws IOException {
      this.limited = limited;
      this.groups = groups;
      this.folder = folder;
      this.id = id(folder);
    }

    @Override
    public List<Path> entrances() {
      return Stream.concat(limited.entrances().stream(), Stream.of(folder.resolve("cgroup.procs")))
          .toList();
    }

    @Override
    public @Nullable Long group() {
      return id;
    }

    @Override
    public void started(long pid) {
      limited.started(pid);
    }

    @Override
    public void boost() {
      limited.boost();
    }

    @Override
    public void settle() {
      limited.settle();
    }

    @Override
    public boolean exceedsMemory() {
      return limited.exceedsMemory();
    }

    @Override
    public List<Long> processes() {
      return limited.processes();
    }

    @Override
    public long peakMemory() {
      return limited.peakMemory();
    }

    @Override
    public long kernelKills() {
      return limited.kernelKills();
    }

    @Override
    public void close() {
      limited.close();
      groups.remove(List.of(folder));
    }
  }
}
