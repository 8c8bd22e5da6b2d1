package dev.triggerfish.aws.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * What the clocks show at one moment.
 *
 * @param platform platform time
 * @param wall wall time
 * @param offset by how much platform time is ahead, as ISO-8601 has it
 */
record ClockReading(Instant platform, Instant wall, String offset) {

  static ClockReading of(Instant wall, Duration offset) {
    return new ClockReading(wall.plus(offset), wall, offset.toString());
  }
}
