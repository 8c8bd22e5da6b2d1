package dev.triggerfish.eventbus.dynamodb.partiql;

import dev.triggerfish.eventbus.dynamodb.expression.Condition;
import dev.triggerfish.eventbus.dynamodb.expression.Path;
import dev.triggerfish.eventbus.dynamodb.read.SelectReads.Direction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * A statement with the values of its parameters.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.statements.html">
 *     PartiQL statements for DynamoDB</a>
 */
sealed interface Statement {

  /** What it is about. */
  Source source();

  /**
   * A table, or one of its indexes.
   *
   * @param table name or ARN
   */
  record Source(String table, @Nullable String index) {}

  /** What an item is ordered by. */
  record Ordering(Path path, Direction direction) {}

  /**
   * Reads items.
   *
   * @param columns null for {@code *}
   * @param where null if there is no such clause
   */
  record Select(
      Source source, @Nullable Columns columns, @Nullable Condition where, List<Ordering> orderings)
      implements Statement {}

  /** A statement that may only be in a transaction that writes, or that itself writes. */
  sealed interface Write extends Statement {}

  /** Puts an item where there is none. */
  record Insert(Source source, Map<String, AttributeValue> item) implements Write {}

  /**
   * Changes an item.
   *
   * @param update what changes
   * @param where null if there is no such clause
   * @param returned what of the item is given back, or nothing
   */
  record Update(
      Source source,
      dev.triggerfish.eventbus.dynamodb.expression.Update update,
      @Nullable Condition where,
      ReturnValue returned)
      implements Write {}

  /** Deletes an item; the same members as {@link Update}. */
  record Delete(Source source, @Nullable Condition where, ReturnValue returned) implements Write {}

  /** {@code EXISTS}: what a condition check is among writes. */
  record Exists(Select select) implements Write {
    @Override
    public Source source() {
      return select.source();
    }
  }
}
