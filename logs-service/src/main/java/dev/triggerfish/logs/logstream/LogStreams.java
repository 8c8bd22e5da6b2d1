package dev.triggerfish.logs.logstream;

import dev.triggerfish.logs.loggroup.LogGroup;
import dev.triggerfish.logs.loggroup.LogsErrors;

/** Finds the stream that a request names. */
public final class LogStreams {

  private final LogStreamStore store;

  LogStreams(LogStreamStore store) {
    this.store = store;
  }

  /** A group's stream of this name. */
  public LogStream named(LogGroup group, String name) {
    var stream = store.find(group.id(), name);
    if (stream == null) {
      throw LogsErrors.noSuchStream();
    }
    return stream;
  }
}
