package dev.triggerfish.logs.logevent;

/**
 * Which runs are still to be read, in the order of their first events.
 *
 * @param range that the events are to be of
 * @param low time of the earliest event that is asked for
 * @param high time of the latest event that is asked for
 * @param forward whether the earliest run comes first, or the latest
 * @param start time of the first event of the run that was read last
 * @param id of the run that was read last
 */
record RunSearch(EventRange range, long low, long high, boolean forward, long start, long id) {

  /** Starts at the first run that may hold an event next to a position. */
  static RunSearch of(EventRange range, EventPosition from, boolean forward) {
    var low = forward ? Math.max(range.from(), from.timestamp()) : range.from();
    var high = forward ? range.to() - 1 : Math.min(range.to() - 1, from.timestamp());
    return forward
        ? new RunSearch(range, low, high, true, earliestStart(low), 0)
        : new RunSearch(range, low, high, false, high, Long.MAX_VALUE);
  }

  /** The search that remains when a run has been read. */
  RunSearch after(EventRun run) {
    return new RunSearch(range, low, high, forward, run.start(), run.id());
  }

  /** The earliest time at which a run can begin that reaches a given time. */
  long earliestStart() {
    return earliestStart(low);
  }

  private static long earliestStart(long low) {
    return low - EventRun.MAX_SPAN_MILLIS;
  }
}
