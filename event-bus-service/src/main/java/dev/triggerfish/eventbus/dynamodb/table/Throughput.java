package dev.triggerfish.eventbus.dynamodb.table;

/**
 * What is provisioned; it is kept and told, and does not throttle.
 *
 * @param reads capacity units per second
 * @param writes capacity units per second
 */
public record Throughput(long reads, long writes) {}
