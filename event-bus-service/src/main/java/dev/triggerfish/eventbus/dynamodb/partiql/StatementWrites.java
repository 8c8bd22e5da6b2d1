package dev.triggerfish.eventbus.dynamodb.partiql;

import dev.triggerfish.eventbus.dynamodb.row.Change;
import dev.triggerfish.eventbus.dynamodb.write.ItemWrites;
import dev.triggerfish.eventbus.dynamodb.write.ItemWrites.Intent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Statements that write, as writes. */
final class StatementWrites {

  private StatementWrites() {}

  /**
   * The write that a statement asks for. An update needs the item to be there: it is no upsert.
   *
   * @param onFailure whether the error has the item, if a condition does not hold
   */
  static Intent intent(
      Statement.Write statement, @Nullable ReturnValuesOnConditionCheckFailure onFailure) {
    var tellsItem = onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD;
    return switch (statement) {
      case Statement.Insert(var source, var item) -> ItemWrites.insert(source.table(), item);
      case Statement.Update(var source, var update, var where, _) ->
          ItemWrites.update(
              source.table(), table -> WhereKey.ofExisting(table, where), update, tellsItem);
      case Statement.Delete(var source, var where, _) ->
          ItemWrites.delete(source.table(), table -> WhereKey.of(table, where), tellsItem);
      case Statement.Exists(var select) ->
          ItemWrites.check(
              select.source().table(), table -> WhereKey.ofChecked(table, select), tellsItem);
    };
  }

  /** What a statement gives back of the item; null for nothing. */
  static @Nullable Map<String, AttributeValue> returned(Statement.Write statement, Change change) {
    return switch (statement) {
      case Statement.Update(_, var update, _, var returned) ->
          ItemWrites.returned(returned, update, change);
      case Statement.Delete(_, _, var returned) ->
          returned == ReturnValue.ALL_OLD ? change.before() : null;
      case Statement.Insert _, Statement.Exists _ -> null;
    };
  }

  /** Whether a statement asks for something of the item. */
  static boolean returns(Statement statement) {
    return switch (statement) {
      case Statement.Update update -> update.returned() != ReturnValue.NONE;
      case Statement.Delete delete -> delete.returned() != ReturnValue.NONE;
      case Statement.Select _, Statement.Insert _, Statement.Exists _ -> false;
    };
  }
}
