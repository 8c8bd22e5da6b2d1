package dev.triggerfish.eventbus.dynamodb.stream;

/**
 * Which records a shard has.
 *
 * @param trimmed number of the last one that is gone; 0 if none is
 * @param last number of the last one there was; 0 if there was none
 */
record ShardExtent(long trimmed, long last) {}
