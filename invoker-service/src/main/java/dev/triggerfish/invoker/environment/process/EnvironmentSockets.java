package dev.triggerfish.invoker.environment.process;

import dev.triggerfish.aws.web.EnvironmentConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out from Linux's {@code /proc} whether a connection is a function's: its socket is open in
 * a process that descends from a sandbox. On other systems, and where {@code /proc} does not show
 * it, no connection is. A client that hangs up before it has its answer may escape too.
 */
final class EnvironmentSockets implements EnvironmentConnections {

  private static final Logger log = LoggerFactory.getLogger(EnvironmentSockets.class);
  private static final Path PROC = Path.of("/proc");

  private final SandboxProcesses sandboxes;
  private final boolean visible = Files.isReadable(PROC.resolve("net/tcp"));
  private final SocketOwners owners = new SocketOwners(PROC);

  /** More than a platform has; a limit only on what strangers ask about. */
  private static final int MOST_DOORS = 64;

  /** The platform's ports that have been asked about, one or two for each of its processes. */
  private final Set<Integer> doors = ConcurrentHashMap.newKeySet();

  private final SharedScan<Map<String, Boolean>> connections = new SharedScan<>(this::scan);

  /** By inode, what is known of the sockets that the last scan saw. Belongs to the scan. */
  private Map<Long, Boolean> known = Map.of();

  EnvironmentSockets(SandboxProcesses sandboxes) {
    this.sandboxes = sandboxes;
  }

  @Override
  public boolean comesFromEnvironment(String remoteAddress, int remotePort, int localPort) {
    if (!visible || sandboxes.isEmpty()) {
      return false;
    }
    if (doors.size() >= MOST_DOORS) {
      doors.clear();
    }
    doors.add(localPort);
    return connections
        .get()
        .getOrDefault(SocketTable.ends(remoteAddress, remotePort, localPort), false);
  }

  /** By their ends, which of the connections to the doors are environments'. */
  private Map<String, Boolean> scan() {
    try {
      var inodes = SocketTable.inodes(PROC, doors);
      var unknown = new HashSet<>(inodes.values());
      unknown.removeAll(known.keySet());
      var found = owners.find(unknown);
      var now = new HashMap<Long, Boolean>();
      var answer = new HashMap<String, Boolean>();
      inodes.forEach(
          (ends, inode) -> {
            var before = known.get(inode);
            var theirs = before != null ? before : ofEnvironment(found.get(inode));
            now.put(inode, theirs);
            answer.put(ends, theirs);
          });
      known = now;
      return answer;
    } catch (IOException e) {
      log.warn("The connections of environments cannot be told from others", e);
      return Map.of();
    }
  }

  private boolean ofEnvironment(@Nullable Long owner) {
    return owner != null && sandboxes.include(owner);
  }
}
