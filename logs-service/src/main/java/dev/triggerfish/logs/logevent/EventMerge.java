package dev.triggerfish.logs.logevent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Makes a page of runs, which may overlap. An event is in its place as soon as no run that is still
 * to come can hold one nearer.
 */
final class EventMerge {

  private final EventRange range;
  private final EventPosition from;
  private final boolean forward;
  private final int limit;
  private final List<LogEvent> page = new ArrayList<>();
  private final PriorityQueue<LogEvent> waiting;
  private long bytes;
  private boolean more;

  /** The parameters are those of {@link EventPages#read}. */
  EventMerge(EventRange range, EventPosition from, boolean forward, int limit) {
    this.range = range;
    this.from = from;
    this.forward = forward;
    this.limit = limit;
    Comparator<LogEvent> ascending = Comparator.comparing(LogEvent::position);
    this.waiting = new PriorityQueue<>(forward ? ascending : ascending.reversed());
  }

  /** Adds a run; they come in the order of their first events, nearest first. */
  void add(EventRun run) {
    while (!more && !waiting.isEmpty() && isBefore(waiting.element(), run)) {
      take(waiting.remove());
    }
    for (var event : run.events()) {
      if (isAskedFor(event)) {
        waiting.add(event);
      }
    }
  }

  /** Whether further runs change nothing. */
  boolean isFull() {
    return more;
  }

  /** The page, if it is full or all runs have been added. */
  EventPages.Page page() {
    while (!more && !waiting.isEmpty()) {
      take(waiting.remove());
    }
    return new EventPages.Page(page, more);
  }

  private boolean isBefore(LogEvent event, EventRun run) {
    return forward
        ? event.position().compareTo(run.position()) < 0
        : event.position().timestamp() > run.start() + EventRun.MAX_SPAN_MILLIS;
  }

  private boolean isAskedFor(LogEvent event) {
    var position = event.position();
    var distance = position.compareTo(from);
    return position.timestamp() >= range.from()
        && position.timestamp() < range.to()
        && (forward ? distance > 0 : distance < 0);
  }

  private void take(LogEvent event) {
    bytes += event.size();
    if (page.size() == limit || (!page.isEmpty() && bytes > EventPages.MAX_BYTES)) {
      more = true;
    } else {
      page.add(event);
    }
  }
}
