/**
 * DynamoDB Streams. What a write changes goes, in its transaction, into an outbox with one shard
 * for each partition of the stream's Kafka topic, and from there to Kafka. The operations read
 * Kafka, and the newest records from memory.
 */
@NullMarked
package dev.triggerfish.eventbus.dynamodb.stream;

import org.jspecify.annotations.NullMarked;
