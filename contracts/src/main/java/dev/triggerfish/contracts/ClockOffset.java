package dev.triggerfish.contracts;

import java.time.Duration;

/**
 * How far platform time is. It only grows: of two, the larger is the later one.
 *
 * @param offset by which platform time is ahead of wall time; not negative
 */
public record ClockOffset(Duration offset) {}
