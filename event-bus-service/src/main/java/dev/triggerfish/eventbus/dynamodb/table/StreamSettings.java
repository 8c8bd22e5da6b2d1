package dev.triggerfish.eventbus.dynamodb.table;

/**
 * A table's present stream.
 *
 * @param label the last part of its ARN: the time at which it was switched on
 * @param viewType {@code KEYS_ONLY}, {@code NEW_IMAGE}, {@code OLD_IMAGE} or {@code
 *     NEW_AND_OLD_IMAGES}
 * @param shards how many it has, at least 1
 */
public record StreamSettings(String label, String viewType, int shards) {}
