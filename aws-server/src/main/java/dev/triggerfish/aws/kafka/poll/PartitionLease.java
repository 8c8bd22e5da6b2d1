package dev.triggerfish.aws.kafka.poll;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The right to work a partition off.
 *
 * @param generation raised whenever the partition is taken: whoever holds an older one has lost it
 * @param checkpoint offset of the first record that was not settled when it was taken; null if it
 *     has never been begun
 * @param note what the handler has noted with the checkpoint; null if nothing
 */
public record PartitionLease(
    String subscription,
    TopicPartition partition,
    long generation,
    @Nullable Long checkpoint,
    @Nullable String note) {}
