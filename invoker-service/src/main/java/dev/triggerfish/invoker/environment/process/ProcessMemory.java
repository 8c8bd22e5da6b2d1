package dev.triggerfish.invoker.environment.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The most memory that a runtime's process has used, from Linux's {@code VmHWM}. */
final class ProcessMemory {

  /** Process ids are given out in order: the runtime's is a little above its sandbox's. */
  private static final int NEARBY = 256;

  private final long root;
  private final int depth;
  private long runtime;
  private long peak;

  /**
   * A meter.
   *
   * @param root the process that was started
   * @param depth how many generations below it the runtime is
   */
  ProcessMemory(long root, int depth) {
    this.root = root;
    this.depth = depth;
  }

  synchronized void restarted() {
    runtime = 0;
  }

  /** Bytes; 0 where the system does not tell. */
  synchronized long peak() {
    if (runtime == 0) {
      runtime = find();
    }
    if (runtime > 0) {
      peak = Math.max(peak, highWaterMark(runtime));
    }
    return peak;
  }

  private long find() {
    var below = root;
    for (var generation = 0; generation < depth && below > 0; generation++) {
      below = child(below);
    }
    return below > 0 ? below : search();
  }

  /**
   * The first child of a process, as most kernels tell it; 0 where there is none or it is not told.
   */
  private static long child(long pid) {
    try {
      var children = Files.readString(Path.of("/proc/" + pid + "/task/" + pid + "/children"));
      var end = children.indexOf(' ');
      return end < 0 ? 0 : Long.parseLong(children.substring(0, end));
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  private long search() {
    var depths = new HashMap<Long, Integer>();
    depths.put(root, 0);
    for (var pid = root + 1; pid < root + NEARBY; pid++) {
      var found = place(pid, depths);
      if (found) {
        return pid;
      }
    }
    return ProcessHandle.of(root)
        .flatMap(
            top ->
                top.descendants()
                    .filter(process -> distance(process) == depth)
                    .map(ProcessHandle::pid)
                    .findFirst())
        .orElse(0L);
  }

  private boolean place(long pid, Map<Long, Integer> depths) {
    var parentDepth = depths.get(parent(pid));
    if (parentDepth == null) {
      return false;
    }
    depths.put(pid, parentDepth + 1);
    return parentDepth + 1 == depth;
  }

  private int distance(ProcessHandle process) {
    var steps = 0;
    for (var at = process; at.pid() != root; steps++) {
      var parent = at.parent();
      if (parent.isEmpty()) {
        return -1;
      }
      at = parent.get();
    }
    return steps;
  }

  private static long parent(long pid) {
    var stat = read(pid, "stat");
    var afterName = stat.lastIndexOf(')');
    if (afterName < 0) {
      return -1;
    }
    var fields = stat.substring(afterName + 2).split(" ", 3);
    return Long.parseLong(fields[1]);
  }

  private static long highWaterMark(long pid) {
    var status = read(pid, "status");
    var at = status.indexOf("VmHWM:");
    if (at < 0) {
      return 0;
    }
    var line = status.substring(at + 6, status.indexOf('\n', at));
    return Long.parseLong(line.replace("kB", "").strip()) * 1024;
  }

  private static String read(long pid, String file) {
    try {
      return new String(
          Files.readAllBytes(Path.of("/proc", Long.toString(pid), file)),
          StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // No such process (any more), or no such system.
      return "";
    }
  }
}
