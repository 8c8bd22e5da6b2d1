package dev.triggerfish.logs.logevent;

/**
 * A log event.
 *
 * @param position among the others
 * @param streamName of the stream that it is in
 * @param ingestionTime milliseconds since the epoch, platform time
 * @param message as it was written
 * @param size in bytes, as AWS counts them
 */
record LogEvent(
    EventPosition position, String streamName, long ingestionTime, String message, int size) {}
