package dev.triggerfish.invoker.eventsource;

import dev.triggerfish.invoker.eventsource.mapping.MappingSettings;

/**
 * How many of the records that wait make the next batch: as many as it may have, or as fit into an
 * event, or as belong to one tumbling window. A batch that is not full waits until its window is
 * over.
 */
final class BatchSize {

  /** Bytes of an event, without what is around its records. */
  static final int MOST_BYTES = 6 * 1024 * 1024 - 16 * 1024;

  private BatchSize() {}

  /**
   * Counts.
   *
   * @param pending in order
   * @param waited whether the first of them has waited long enough
   * @return 0 if they are to wait
   */
  static int next(Iterable<SourceRecord> pending, MappingSettings settings, boolean waited) {
    var windows = settings.tumblingWindowSeconds();
    TumblingWindow window = null;
    var count = 0;
    var bytes = 0L;
    for (var record : pending) {
      if (window == null && windows > 0) {
        window = TumblingWindow.of(record, windows);
      }
      bytes += record.json().length + 1;
      var fits = bytes <= MOST_BYTES || count == 0;
      if (count == settings.batchSize() || !fits || (window != null && !window.holds(record))) {
        return count;
      }
      count++;
    }
    return waited || count == settings.batchSize() ? count : 0;
  }
}
