package dev.triggerfish.invoker.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/** The last 4 KB of what one invocation logged. */
final class LogTail {

  /** What AWS returns at most with {@code LogType: Tail}. */
  static final int LIMIT = 4096;

  private final ArrayDeque<byte[]> lines = new ArrayDeque<>();
  private int size;

  void clear() {
    lines.clear();
    size = 0;
  }

  void add(String event) {
    var bytes = event.getBytes(StandardCharsets.UTF_8);
    lines.add(bytes);
    size += bytes.length;
    while (size - lines.getFirst().length >= LIMIT) {
      size -= lines.removeFirst().length;
    }
  }

  /** At most 4 KB; a character that the limit would cut in two is left out. */
  String text() {
    var all = new byte[size];
    var at = 0;
    for (var line : lines) {
      System.arraycopy(line, 0, all, at, line.length);
      at += line.length;
    }
    var from = Math.max(0, size - LIMIT);
    while (from > 0 && from < size && (all[from] & 0xC0) == 0x80) {
      from++;
    }
    return new String(all, from, size - from, StandardCharsets.UTF_8);
  }
}
