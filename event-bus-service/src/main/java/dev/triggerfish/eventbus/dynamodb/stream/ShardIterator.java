package dev.triggerfish.eventbus.dynamodb.stream;

/**
 * A place in a shard.
 *
 * @param streamArn of its stream
 * @param shard partition of the topic
 * @param number of the record that is read next
 * @param issuedAt milliseconds since the epoch, platform time
 */
record ShardIterator(String streamArn, int shard, long number, long issuedAt) {}
