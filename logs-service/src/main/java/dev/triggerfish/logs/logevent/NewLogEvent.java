package dev.triggerfish.logs.logevent;

import java.nio.charset.StandardCharsets;

/**
 * An event to be written.
 *
 * @param groupId the stream's group
 * @param streamId the stream
 * @param timestamp milliseconds since the epoch
 * @param message 1 byte to 1 MB as UTF-8
 */
public record NewLogEvent(long groupId, long streamId, long timestamp, String message) {

  /** The bytes that AWS counts for an event besides its message. */
  private static final int OVERHEAD = 26;

  /** Bytes that AWS counts for an event with this message. */
  public static int size(String message) {
    return message.getBytes(StandardCharsets.UTF_8).length + OVERHEAD;
  }

  int size() {
    return size(message);
  }
}
