package dev.triggerfish.eventbus.sqs.queue;

import java.util.Map;

/**
 * A queue.
 *
 * @param key which queue
 * @param attributes by name: all that the queue has, AWS's defaults among them
 * @param tags by key
 * @param createdAt platform time, in milliseconds since 1970
 */
public record Queue(
    QueueKey key, Map<String, String> attributes, Map<String, String> tags, long createdAt) {}
