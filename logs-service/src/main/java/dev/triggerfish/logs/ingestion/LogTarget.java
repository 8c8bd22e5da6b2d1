package dev.triggerfish.logs.ingestion;

/** Where a batch's lines go: a stream that exists, of a group that exists. */
record LogTarget(long groupId, long streamId) {}
