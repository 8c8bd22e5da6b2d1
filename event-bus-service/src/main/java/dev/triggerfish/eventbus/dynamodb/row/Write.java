package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A write of one item.
 *
 * @param table as it was when the write was checked
 * @param key of the item
 * @param decision what becomes of the item
 */
public record Write(Table table, RowKey key, Decision decision) {

  /** Decides by the item that is there. It may be asked several times, and must not wait. */
  @FunctionalInterface
  public interface Decision {

    /**
     * What becomes of an item.
     *
     * @param item as it is; null if there is none
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if it is not to be
     *     written: nothing of what belongs together is then
     */
    Effect decide(@Nullable Map<String, AttributeValue> item);
  }

  /** What becomes of an item. */
  public sealed interface Effect {

    /** It is this from now on. */
    record Put(Map<String, AttributeValue> item) implements Effect {}

    /** It is gone. */
    record Delete() implements Effect {}

    /** It stays as it is. */
    record Keep() implements Effect {}
  }
}
