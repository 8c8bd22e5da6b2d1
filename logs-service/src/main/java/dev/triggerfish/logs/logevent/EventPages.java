package dev.triggerfish.logs.logevent;

import java.util.List;

/** Reads events in pages of at most 1 MB, whatever the size of a message. */
final class EventPages {

  /** The largest answer, in bytes of events as AWS counts them. */
  static final int MAX_BYTES = 1_048_576;

  /** The most events in an answer. */
  static final int MAX_EVENTS = 10_000;

  /** How many runs are looked at together. */
  private static final int FEWEST_RUNS = 100;

  private static final int MOST_RUNS = 1_000;

  private final LogEventStore store;

  EventPages(LogEventStore store) {
    this.store = store;
  }

  /**
   * The events next to a position, nearest first.
   *
   * @param from excluded
   * @param forward whether the events after it are wanted, or those before it
   */
  Page read(EventRange range, EventPosition from, boolean forward, int limit) {
    var merge = new EventMerge(range, from, forward, limit);
    var runs = RunSearch.of(range, from, forward);
    var rows = Math.clamp(limit, FEWEST_RUNS, MOST_RUNS);
    var more = true;
    while (more && !merge.isFull()) {
      var sizes = store.sizes(runs, rows);
      var count = together(sizes);
      var found = count == 0 ? List.<EventRun>of() : store.read(runs, count);
      found.forEach(merge::add);
      more = !found.isEmpty() && (count < sizes.size() || sizes.size() == rows);
      runs = found.isEmpty() ? runs : runs.after(found.getLast());
    }
    return merge.page();
  }

  /** How many runs are read at once: one that is too large is read alone. */
  private static int together(List<Integer> sizes) {
    var count = 0;
    var bytes = 0L;
    for (var size : sizes) {
      bytes += size;
      if (count > 0 && bytes > MAX_BYTES) {
        break;
      }
      count++;
    }
    return count;
  }

  /**
   * A page.
   *
   * @param events nearest first
   * @param more whether there are more beyond
   */
  record Page(List<LogEvent> events, boolean more) {}
}
