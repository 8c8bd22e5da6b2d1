package dev.triggerfish.logs.logevent;

import java.util.ArrayList;
import java.util.List;

/**
 * Events of one stream that stand in one row: a row for each would cost more than the invocation
 * that wrote them.
 *
 * @param id of the row, ascending with arrival
 * @param start time of the first event; those that follow are not earlier, and within {@link
 *     #MAX_SPAN_MILLIS} of it
 * @param streamName of the stream
 * @param ingestionTime milliseconds since the epoch, platform time
 * @param text all messages, one behind the other
 * @param layout for each event, how many milliseconds after the first it was and how many
 *     characters of the text are its, as {@code 0:12,3:7,}; empty if there is only one event
 */
record EventRun(
    long id, long start, String streamName, long ingestionTime, String text, String layout) {

  static final int MAX_EVENTS = 1_000;
  static final long MAX_SPAN_MILLIS = 1_000;
  static final char NEXT = ',';

  /** Ids of events have room for the number of an event within its run. */
  private static final int ID_SHIFT = 10;

  /** The position of the first event. */
  EventPosition position() {
    return new EventPosition(start, id << ID_SHIFT);
  }

  List<LogEvent> events() {
    if (layout.isEmpty()) {
      return List.of(event(0, start, text));
    }
    var events = new ArrayList<LogEvent>();
    var from = 0;
    var at = 0;
    while (at < layout.length()) {
      var colon = layout.indexOf(':', at);
      var end = layout.indexOf(NEXT, colon);
      var delay = Integer.parseInt(layout, at, colon, 10);
      var length = Integer.parseInt(layout, colon + 1, end, 10);
      events.add(event(events.size(), start + delay, text.substring(from, from + length)));
      from += length;
      at = end + 1;
    }
    return events;
  }

  private LogEvent event(int number, long timestamp, String message) {
    return new LogEvent(
        new EventPosition(timestamp, (id << ID_SHIFT) + number),
        streamName,
        ingestionTime,
        message,
        NewLogEvent.size(message));
  }
}
