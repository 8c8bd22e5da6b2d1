package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a write has made of an item.
 *
 * @param table of the item
 * @param before null if there was none
 * @param after null if there is none
 */
public record Change(
    Table table,
    @Nullable Map<String, AttributeValue> before,
    @Nullable Map<String, AttributeValue> after) {}
