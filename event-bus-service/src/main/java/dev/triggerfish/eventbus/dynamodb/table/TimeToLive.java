package dev.triggerfish.eventbus.dynamodb.table;

/**
 * When items of a table expire.
 *
 * @param attribute that holds the time, in seconds since the epoch
 * @param id what the rows begin with that list expiries
 * @param isComplete whether all items that expire are listed
 */
public record TimeToLive(String attribute, int id, boolean isComplete) {}
