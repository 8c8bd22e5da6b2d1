package dev.triggerfish.invoker.eventsource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A window of a shard, and what the function has made of it so far.
 *
 * @param start milliseconds since the epoch, a multiple of the length
 * @param lengthSeconds 1 to 900
 * @param state JSON
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html">Stateful
 *     processing of records</a>
 */
record TumblingWindow(long start, int lengthSeconds, String state) {

  /** Bytes of a state; a window whose state is larger ends early. */
  static final int LARGEST_STATE = 1_048_576;

  private static final long MILLIS = 1_000;

  /** The window of a record, with nothing in it. */
  static TumblingWindow of(SourceRecord record, int lengthSeconds) {
    var length = lengthSeconds * MILLIS;
    return new TumblingWindow(
        Math.floorDiv(record.arrived(), length) * length, lengthSeconds, "{}");
  }

  Instant begins() {
    return Instant.ofEpochMilli(start);
  }

  Instant ends() {
    return begins().plusSeconds(lengthSeconds);
  }

  TumblingWindow with(String next) {
    return new TumblingWindow(start, lengthSeconds, next);
  }

  /** Whether a record belongs to it. */
  boolean holds(SourceRecord record) {
    return of(record, lengthSeconds).start == start;
  }

  boolean exceedsLimit() {
    return state.getBytes(StandardCharsets.UTF_8).length > LARGEST_STATE;
  }
}
