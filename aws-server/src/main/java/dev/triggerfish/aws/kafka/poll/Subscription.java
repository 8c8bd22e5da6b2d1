package dev.triggerfish.aws.kafka.poll;

/**
 * Who reads a topic, and how.
 *
 * @param id names the reader in the database, at most 200 characters; each one gets all records
 * @param topic need not exist yet
 * @param start for partitions without a checkpoint
 * @param mostRecords handed over at once, at least 1
 */
public record Subscription(String id, String topic, StartingPosition start, int mostRecords) {}
