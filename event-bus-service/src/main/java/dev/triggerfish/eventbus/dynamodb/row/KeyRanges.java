package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.eventbus.dynamodb.item.SortKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;

/**
 * Ranges of rows in a partition, by conditions on its sort keys.
 *
 * @param isIndex whether sort keys are escaped and end before other bytes
 */
public record KeyRanges(boolean isIndex) {

  /**
   * The rows whose sort keys fulfil conditions.
   *
   * @param partition what the keys of all rows of the partition begin with
   * @param equal values of the first sort keys, all of which an index must have
   * @param operator on the next sort key; null for no condition
   * @param values of that condition
   */
  public RowRange of(
      RowKey partition,
      List<AttributeValue> equal,
      @Nullable ComparisonOperator operator,
      List<AttributeValue> values) {
    var prefix = partition;
    for (var value : equal) {
      prefix = ended(prefix, value);
    }
    if (operator == null) {
      return allBelow(prefix);
    }
    var first = values.getFirst();
    return switch (operator) {
      case EQ -> new RowRange(from(prefix, first), after(prefix, first));
      case LT -> new RowRange(prefix, from(prefix, first));
      case LE -> new RowRange(prefix, after(prefix, first));
      case GT -> new RowRange(after(prefix, first), prefix.afterAllThatBeginSo());
      case GE -> new RowRange(from(prefix, first), prefix.afterAllThatBeginSo());
      case BETWEEN -> new RowRange(from(prefix, first), after(prefix, values.getLast()));
      case BEGINS_WITH -> allBelow(prefix.and(bytes(first)));
      default -> throw new IllegalArgumentException(operator + " is no condition on keys");
    };
  }

  private static RowRange allBelow(RowKey prefix) {
    return new RowRange(prefix, prefix.afterAllThatBeginSo());
  }

  private byte[] bytes(AttributeValue value) {
    var bytes = SortKey.bytes(value);
    return isIndex ? RowKeys.escaped(bytes) : bytes;
  }

  private static RowKey ended(RowKey prefix, AttributeValue value) {
    return prefix.and(RowKeys.escaped(SortKey.bytes(value))).and(RowKeys.END_OF_KEY);
  }

  /** The first row with a sort key. */
  private RowKey from(RowKey prefix, AttributeValue value) {
    return isIndex ? ended(prefix, value) : prefix.and(bytes(value));
  }

  /** The first row after all with a sort key. */
  private RowKey after(RowKey prefix, AttributeValue value) {
    return isIndex ? ended(prefix, value).afterAllThatBeginSo() : prefix.and(bytes(value)).next();
  }
}
