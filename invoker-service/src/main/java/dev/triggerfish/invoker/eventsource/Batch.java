package dev.triggerfish.invoker.eventsource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Records that a function gets together.
 *
 * @param records in order; none in the last invocation of a window
 * @param failures how often the function has failed with them, as retries are counted
 * @param invocations how often it has run with them
 * @param waits how often they were put off since it ran last, at nobody's cost
 */
record Batch(List<SourceRecord> records, int failures, int invocations, int waits) {

  static Batch of(List<SourceRecord> records) {
    return new Batch(List.copyOf(records), 0, 0, 0);
  }

  int size() {
    return records.size();
  }

  /** After a failure that counts. */
  Batch failed() {
    return new Batch(records, failures + 1, invocations + 1, 0);
  }

  /** After a run that costs no retry. */
  Batch invoked() {
    return new Batch(records, failures, invocations + 1, 0);
  }

  /** Put off. */
  Batch waited() {
    return new Batch(records, failures, invocations, waits + 1);
  }

  /** The records from an index on, or before it. */
  Batch from(int index) {
    return new Batch(records.subList(index, size()), failures, invocations, waits);
  }

  Batch until(int index) {
    return new Batch(records.subList(0, index), failures, invocations, waits);
  }

  /** How many of the first records are older than they may become. */
  int expired(Instant now, Duration maximumAge) {
    var oldest = now.minus(maximumAge).toEpochMilli();
    var count = 0;
    while (count < size() && records.get(count).arrived() < oldest) {
      count++;
    }
    return count;
  }
}
