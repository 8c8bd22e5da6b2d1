package dev.triggerfish.invoker.environment.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process and all that descends from it, as Linux's {@code /proc} tells. */
public final class ProcessTree {

  /** A function that makes more of them is not counted to the end. */
  private static final int MOST = 2048;

  private ProcessTree() {}

  /** Ids of a process and of what descends from it. */
  static List<Long> of(long root) {
    var found = new ArrayList<Long>(List.of(root));
    for (var next = 0; next < found.size() && found.size() < MOST; next++) {
      children(found.get(next), found);
    }
    return found;
  }

  private static void children(long pid, List<Long> into) {
    // Each thread has children of its own.
    try (var threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
      for (var thread : threads) {
        var text = Files.readString(thread.resolve("children"), StandardCharsets.US_ASCII);
        for (var word : text.split(" ", -1)) {
          if (!word.isBlank()) {
            into.add(Long.parseLong(word.strip()));
          }
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It has ended meanwhile.
      return;
    }
  }

  /** Memory that belongs to a process alone, in bytes; 0 if it has ended. */
  public static long anonymousBytes(long pid) {
    try {
      for (var line :
          Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("RssAnon:")) {
          return Long.parseLong(line.substring("RssAnon:".length()).replace("kB", "").strip())
              * 1024;
        }
      }
    } catch (IOException e) {
      // It has ended meanwhile.
      return 0;
    }
    return 0;
  }
}
