package dev.triggerfish.logs.ingestion;

/** The existing stream, of an existing group, that takes a batch's lines. */
record LogTarget(long groupId, long streamId) {}
