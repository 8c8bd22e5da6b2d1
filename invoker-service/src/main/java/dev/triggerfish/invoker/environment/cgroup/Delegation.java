package dev.triggerfish.invoker.environment.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a group of version 2 below which this user may make groups with limits. A group hands
 * controllers on only if it has no processes of its own, but for the root; so a sibling of the
 * platform's own group is looked for first, and only then is the platform moved down into a group
 * of its own.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#no-internal-process-constraint">
 *     No Internal Process Constraint</a>
 */
final class Delegation {

  private static final Logger LOG = LoggerFactory.getLogger(Delegation.class);
  private static final List<String> CONTROLLERS = List.of("memory", "cpu");
  private static final String PLATFORM = "triggerfish-platform";

  private Delegation() {}

  /**
   * The group to use, or null if there is none.
   *
   * @param mount where the hierarchy is mounted
   * @param own the platform's own group
   */
  static @Nullable Path find(Path mount, Path own) {
    for (var above = own.getParent();
        above != null && !own.equals(mount) && above.startsWith(mount);
        above = above.getParent()) {
      // Processes can be moved only below a group whose list of processes may be written to.
      if (writable(above) && tryToHandOn(above)) {
        return above;
      }
    }
    return writable(own) && has(own) && (tryToHandOn(own) || moveDown(own)) ? own : null;
  }

  private static boolean writable(Path group) {
    return Files.isWritable(group)
        && Files.isWritable(group.resolve("cgroup.procs"))
        && Files.isWritable(group.resolve("cgroup.subtree_control"));
  }

  private static boolean has(Path group) {
    return words(group.resolve("cgroup.controllers")).containsAll(CONTROLLERS);
  }

  private static boolean tryToHandOn(Path group) {
    try {
      handOn(group);
      return true;
    } catch (IOException e) {
      LOG.debug("{} hands no controllers on", group, e);
      return false;
    }
  }

  /** Makes a group hand on what is needed. */
  static void handOn(Path group) throws IOException {
    var control = group.resolve("cgroup.subtree_control");
    var already = words(control);
    for (var controller : CONTROLLERS) {
      if (!already.contains(controller)) {
        ControlFiles.write(control, "+" + controller);
      }
    }
  }

  /** Puts all processes of a group into one below it: they are this platform and who started it. */
  private static boolean moveDown(Path group) {
    try {
      var below = Files.createDirectories(group.resolve(PLATFORM));
      for (var pid : ControlFiles.processes(group)) {
        ControlFiles.write(below.resolve("cgroup.procs"), Long.toString(pid));
      }
      handOn(group);
      return true;
    } catch (IOException e) {
      LOG.debug("{} cannot be emptied", group, e);
      return false;
    }
  }

  private static Set<String> words(Path file) {
    try {
      return Set.copyOf(List.of(Files.readString(file).strip().split("\\s+", -1)));
    } catch (IOException e) {
      LOG.debug("{} cannot be read", file, e);
      return Set.of();
    }
  }
}
