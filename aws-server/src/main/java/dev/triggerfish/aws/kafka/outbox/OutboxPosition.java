package dev.triggerfish.aws.kafka.outbox;

/**
 * How far a shard is in Kafka.
 *
 * @param number of its last row there
 * @param offset of that row's record
 */
public record OutboxPosition(long number, long offset) {}
