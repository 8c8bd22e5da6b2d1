package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.eventbus.dynamodb.item.ItemCodec;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A row as it is stored.
 *
 * @param key of the row
 * @param bytes the item
 */
// Written once and read once; nothing compares rows.
@SuppressWarnings("ArrayRecordComponent")
public record Row(RowKey key, byte[] bytes) {

  /** The item, decoded. */
  public Map<String, AttributeValue> item() {
    return ItemCodec.read(bytes);
  }
}
