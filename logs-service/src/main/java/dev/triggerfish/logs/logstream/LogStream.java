package dev.triggerfish.logs.logstream;

import org.jspecify.annotations.Nullable;

/**
 * A log stream. Times are milliseconds since the epoch.
 *
 * @param id in the database
 * @param groupId the group's
 * @param name 1 to 512 characters
 * @param creationTime platform time
 * @param firstEventTimestamp of the earliest event, or null if there was never one
 * @param lastEventTimestamp of the latest event, or null if there was never one
 * @param lastIngestionTime platform time, or null if there was never an event
 */
public record LogStream(
    long id,
    long groupId,
    String name,
    long creationTime,
    @Nullable Long firstEventTimestamp,
    @Nullable Long lastEventTimestamp,
    @Nullable Long lastIngestionTime) {}
