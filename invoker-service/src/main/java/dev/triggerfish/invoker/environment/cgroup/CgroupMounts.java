package dev.triggerfish.invoker.environment.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where control groups are mounted, and which one this process is in.
 *
 * @param mounts lines of {@code /proc/self/mountinfo}
 * @param groups lines of {@code /proc/self/cgroup}
 * @see <a href="https://man7.org/linux/man-pages/man7/cgroups.7.html">cgroups(7)</a>
 */
record CgroupMounts(List<String> mounts, List<String> groups) {

  private static final int ROOT = 3;
  private static final int MOUNT_POINT = 4;

  static CgroupMounts ofThisProcess() throws IOException {
    var self = Path.of("/proc/self");
    return new CgroupMounts(
        Files.readAllLines(self.resolve("mountinfo")), Files.readAllLines(self.resolve("cgroup")));
  }

  /** The hierarchy of version 1 that has a controller; null if there is none. */
  @Nullable Path versionOne(String controller) {
    for (var line : mounts) {
      var parts = line.split(" - ", 2);
      if (parts.length == 2 && parts[1].startsWith("cgroup ")) {
        var options = parts[1].substring(parts[1].lastIndexOf(' ') + 1);
        if (List.of(options.split(",")).contains(controller)) {
          return Path.of(parts[0].split(" ", -1)[MOUNT_POINT]);
        }
      }
    }
    return null;
  }

  /** The hierarchy of version 2; null if it is not mounted. */
  @Nullable Path versionTwo() {
    var line = lineOfVersionTwo();
    return line == null ? null : Path.of(line.split(" ", -1)[MOUNT_POINT]);
  }

  /** This process's group in version 2, as a folder; null if it is not to be seen. */
  @Nullable Path own() {
    var line = lineOfVersionTwo();
    if (line == null) {
      return null;
    }
    var root = line.split(" ", -1)[ROOT];
    for (var group : groups) {
      if (group.startsWith("0::/")) {
        var path = group.substring("0::".length());
        // A container's own mount shows a part of the hierarchy, which paths begin above.
        var seen =
            root.equals("/") ? path : path.startsWith(root) ? path.substring(root.length()) : "/";
        var relative = seen.startsWith("/") ? seen.substring(1) : seen;
        return relative.startsWith("..")
            ? null
            : Path.of(line.split(" ", -1)[MOUNT_POINT]).resolve(relative);
      }
    }
    return null;
  }

  private @Nullable String lineOfVersionTwo() {
    return mounts.stream().filter(line -> line.contains(" - cgroup2 ")).findFirst().orElse(null);
  }
}
