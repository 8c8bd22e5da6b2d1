package dev.triggerfish.aws.kafka.outbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to Kafka.
 *
 * @param shard the topic's partition; entries of one shard stay in order
 * @param key Kafka's, at most 2,200 characters
 * @param headers further headers; the sequence number comes along by itself
 * @param payload null says that the key is gone
 */
public record OutboxEntry(
    int shard, String key, Map<String, String> headers, byte @Nullable [] payload) {}
