package dev.triggerfish.eventbus.dynamodb.stream;

/**
 * A record of a shard.
 *
 * @param number of it
 * @param json all of it
 */
record StoredRecord(long number, byte[] json) {}
