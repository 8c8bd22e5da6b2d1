package dev.triggerfish.aws.kafka.outbox;

/**
 * An entry that is committed.
 *
 * @param number of its shard, from 1 on without gaps, in commit order
 */
public record OutboxRow(long number, OutboxEntry entry) {}
