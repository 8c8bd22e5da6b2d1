package dev.triggerfish.logs.logevent;

import java.util.List;

/** Reads events in pages of at most 1 MB, whatever the size of a message. */
final class EventPages {

  /** The largest answer, in bytes of events as AWS counts them. */
  static final int MAX_BYTES = 1_048_576;

  /** The most events in an answer. */
  static final int MAX_EVENTS = 10_000;

  private final LogEventStore store;

  EventPages(LogEventStore store) {
    this.store = store;
  }

  /** The events next to a position, nearest first; see {@link LogEventStore#read}. */
  Page read(EventRange range, EventPosition from, boolean forward, int limit) {
    var sizes = store.sizes(range, from, forward, limit + 1);
    var count = 0;
    var bytes = 0L;
    for (var size : sizes.subList(0, Math.min(limit, sizes.size()))) {
      bytes += size;
      if (count > 0 && bytes > MAX_BYTES) {
        break;
      }
      count++;
    }
    if (count == 0) {
      return new Page(List.of(), false);
    }
    return new Page(store.read(range, from, forward, count), count < sizes.size());
  }

  /**
   * A page.
   *
   * @param events nearest first
   * @param more whether there are more beyond
   */
  record Page(List<LogEvent> events, boolean more) {}
}
