package dev.triggerfish.logs.logstream;

import java.util.Objects;

/**
 * Where a page of streams ended.
 *
 * @param time of the stream's last event, -1 for none
 * @param name of the stream, empty at the start
 */
record StreamPosition(long time, String name) {

  static final StreamPosition START = new StreamPosition(-1, "");

  static StreamPosition of(LogStream stream) {
    return new StreamPosition(
        Objects.requireNonNullElse(stream.lastEventTimestamp(), -1L), stream.name());
  }

  static StreamPosition parse(String text) {
    var colon = text.indexOf(':');
    return new StreamPosition(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
  }

  boolean isStart() {
    return name.isEmpty();
  }

  @Override
  public String toString() {
    return time + ":" + name;
  }
}
