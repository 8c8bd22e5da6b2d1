package dev.triggerfish.iam.replication;

import org.jspecify.annotations.Nullable;

/**
 * A change on its way to Kafka.
 *
 * @param sequence order of the changes
 * @param key Kafka's
 * @param payload JSON, or null for a deletion
 */
record OutboxRecord(long sequence, String key, @Nullable String payload) {}
