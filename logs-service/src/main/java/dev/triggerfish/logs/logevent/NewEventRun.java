package dev.triggerfish.logs.logevent;

import dev.triggerfish.aws.storage.StoredText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Events of one stream that are to be written as one row.
 *
 * @param events in the order in which they were given, which is that of their times too; never
 *     empty
 * @param bytes of all, as AWS counts them
 */
record NewEventRun(List<NewLogEvent> events, long bytes) {

  /** A run that holds more than one event is no longer. */
  private static final int MAX_CHARACTERS = 32 * 1024;

  /** Cuts events into runs, in the order in which each stream's were given. */
  static List<NewEventRun> of(List<NewLogEvent> events) {
    var runs = new ArrayList<NewEventRun>();
    var growing = new LinkedHashMap<Long, Growing>();
    for (var event : events) {
      var last = growing.get(event.streamId());
      if (last == null) {
        growing.put(event.streamId(), new Growing(event));
      } else if (!last.takes(event)) {
        runs.add(last.run());
        growing.put(event.streamId(), new Growing(event));
      }
    }
    growing.values().forEach(last -> runs.add(last.run()));
    return runs;
  }

  long groupId() {
    return events.getFirst().groupId();
  }

  long streamId() {
    return events.getFirst().streamId();
  }

  long start() {
    return events.getFirst().timestamp();
  }

  long end() {
    return events.getLast().timestamp();
  }

  /** All messages, concatenated. */
  String text() {
    var text = new StringBuilder();
    events.forEach(event -> text.append(event.message()));
    return StoredText.of(text.toString());
  }

  /** See {@link EventRun}. */
  String layout() {
    if (events.size() == 1) {
      return "";
    }
    var layout = new StringBuilder(events.size() * 8);
    for (var event : events) {
      layout.append(event.timestamp() - start()).append(':').append(event.message().length());
      layout.append(EventRun.NEXT);
    }
    return layout.toString();
  }

  /** A run to which its stream's next event may be added. */
  private static final class Growing {
    private final List<NewLogEvent> events = new ArrayList<>();
    private long characters;
    private long bytes;

    Growing(NewLogEvent first) {
      add(first);
    }

    boolean takes(NewLogEvent next) {
      var fits =
          events.size() < EventRun.MAX_EVENTS
              && characters + next.message().length() <= MAX_CHARACTERS
              && next.timestamp() >= events.getLast().timestamp()
              && next.timestamp() - events.getFirst().timestamp() <= EventRun.MAX_SPAN_MILLIS;
      if (fits) {
        add(next);
      }
      return fits;
    }

    private void add(NewLogEvent event) {
      events.add(event);
      characters += event.message().length();
      bytes += event.size();
    }

    NewEventRun run() {
      return new NewEventRun(events, bytes);
    }
  }
}
