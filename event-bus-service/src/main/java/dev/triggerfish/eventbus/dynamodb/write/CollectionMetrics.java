package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.eventbus.dynamodb.table.Index;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;

/** Sizes of item collections, which only tables with local indexes have. */
final class CollectionMetrics {

  /** As AWS says of what is small: between 0 and 1 GB. */
  private static final List<Double> ESTIMATE = List.of(0.0, 1.0);

  private CollectionMetrics() {}

  /** Of an item's collection; null if it is not asked for, or there is none. */
  static @Nullable ItemCollectionMetrics of(
      Table table, Map<String, AttributeValue> key, @Nullable ReturnItemCollectionMetrics wanted) {
    if (wanted != ReturnItemCollectionMetrics.SIZE
        || table.indexes().stream().noneMatch(index -> index.scope() == Index.Scope.LOCAL)) {
      return null;
    }
    var name = table.key().partition().getFirst();
    var value = key.get(name);
    return value == null
        ? null
        : ItemCollectionMetrics.builder()
            .itemCollectionKey(Map.of(name, value))
            .sizeEstimateRangeGB(ESTIMATE)
            .build();
  }
}
