package dev.triggerfish.invoker.environment.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which process has a socket open, by {@code /proc/PID/fd}. Looks first where sockets have been
 * found lately, then at the youngest processes, since whoever has just connected has often just
 * been started. For one thread at a time.
 */
final class SocketOwners {

  private static final int REMEMBERED = 8;
  private static final String SOCKET = "socket:[";

  private final Path proc;
  private List<Long> lately = List.of();

  SocketOwners(Path proc) {
    this.proc = proc;
  }

  /** The process of each socket, by inode, as far as they are to be found. */
  Map<Long, Long> find(Set<Long> inodes) {
    var owners = new HashMap<Long, Long>();
    var missing = new HashSet<>(inodes);
    var looked = new HashSet<Long>();
    look(lately, missing, looked, owners);
    if (!missing.isEmpty()) {
      look(youngestFirst(), missing, looked, owners);
    }
    remember(owners.values());
    return owners;
  }

  private void look(List<Long> pids, Set<Long> missing, Set<Long> looked, Map<Long, Long> owners) {
    for (var pid : pids) {
      if (missing.isEmpty()) {
        return;
      }
      if (looked.add(pid)) {
        for (var inode : sockets(pid)) {
          if (missing.remove(inode)) {
            owners.put(inode, pid);
          }
        }
      }
    }
  }

  private List<Long> youngestFirst() {
    var pids = new ArrayList<Long>();
    for (var name : names(proc)) {
      if (Character.isDigit(name.charAt(0))) {
        pids.add(Long.valueOf(name));
      }
    }
    pids.sort(Collections.reverseOrder());
    return pids;
  }

  private void remember(Iterable<Long> pids) {
    var recent = new LinkedHashSet<Long>();
    pids.forEach(recent::add);
    recent.addAll(lately);
    lately = recent.stream().limit(REMEMBERED).toList();
  }

  private List<Long> sockets(long pid) {
    var folder = proc.resolve(Long.toString(pid)).resolve("fd");
    var inodes = new ArrayList<Long>();
    for (var name : names(folder)) {
      try {
        var target = Files.readSymbolicLink(folder.resolve(name)).toString();
        if (target.startsWith(SOCKET)) {
          inodes.add(Long.parseLong(target, SOCKET.length(), target.length() - 1, 10));
        }
      } catch (IOException e) {
        // Closed meanwhile: it is not the one that waits for its answer.
      }
    }
    return inodes;
  }

  /** Of a folder; none if it has gone, or is another user's. */
  private static List<String> names(Path folder) {
    var names = folder.toFile().list();
    return names == null ? List.of() : Arrays.asList(names);
  }
}
