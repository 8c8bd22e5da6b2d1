package dev.triggerfish.logs.logevent;

import dev.triggerfish.logs.filterpattern.FilterPattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for events that match a pattern, and stops where an answer is full or took enough. */
final class LogEventSearch {

  /** How many events one call looks at, at most; AWS too gives empty pages with a token. */
  private static final int MAX_SCANNED = 100_000;

  /** How many bytes of events one call looks at, at most. */
  private static final long MAX_SCANNED_BYTES = 64L * EventPages.MAX_BYTES;

  private static final int CHUNK = 1_000;

  private final EventPages pages;
  private final EventRange range;
  private final FilterPattern pattern;
  private final int limit;
  private final List<LogEvent> found = new ArrayList<>();
  private EventPosition position;
  private long bytes;
  private int scanned;
  private long scannedBytes;

  LogEventSearch(
      EventPages pages, EventRange range, FilterPattern pattern, EventPosition from, int limit) {
    this.pages = pages;
    this.range = range;
    this.pattern = pattern;
    this.position = from;
    this.limit = limit;
  }

  Result run() {
    while (true) {
      var chunk = pages.read(range, position, true, CHUNK);
      for (var event : chunk.events()) {
        if (isFull()) {
          return new Result(found, position);
        }
        if (pattern.matches(event.message()) && !take(event)) {
          return new Result(found, position);
        }
        position = event.position();
        scanned++;
        scannedBytes += event.size();
      }
      if (!chunk.more()) {
        return new Result(found, null);
      }
      if (isFull() || scanned >= MAX_SCANNED || scannedBytes >= MAX_SCANNED_BYTES) {
        return new Result(found, position);
      }
    }
  }

  private boolean isFull() {
    return found.size() == limit;
  }

  private boolean take(LogEvent event) {
    bytes += event.size();
    if (!found.isEmpty() && bytes > EventPages.MAX_BYTES) {
      return false;
    }
    return found.add(event);
  }

  /**
   * What was found.
   *
   * @param events in order
   * @param goOnAfter where the next call is to go on, or null if all is told
   */
  record Result(List<LogEvent> events, @Nullable EventPosition goOnAfter) {}
}
