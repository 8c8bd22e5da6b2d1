package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.expression.Update;
import dev.triggerfish.eventbus.dynamodb.expression.Updates;
import dev.triggerfish.eventbus.dynamodb.item.ItemSize;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import dev.triggerfish.eventbus.dynamodb.row.ItemKeys;
import dev.triggerfish.eventbus.dynamodb.row.Write;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An update of an item.
 *
 * @param update what changes
 * @param precondition what must hold before
 */
record ItemUpdate(Update update, Precondition precondition) {

  /** The write to a table. */
  Write write(Table table, Map<String, AttributeValue> key) {
    var row = ItemKeys.ofKey(table, key);
    for (var path : update.paths()) {
      if (table.key().names().contains(path.attribute())) {
        throw AwsErrors.validation(
            "One or more parameter values were invalid: Cannot update attribute "
                + path.attribute()
                + ". This attribute is part of the key");
      }
    }
    return new Write(table, row, before -> effect(table, key, before));
  }

  private Write.Effect effect(
      Table table, Map<String, AttributeValue> key, @Nullable Map<String, AttributeValue> before) {
    precondition.require(before);
    if (before == null && takesAwayOnly()) {
      return new Write.Effect.Keep();
    }
    var after = Updates.apply(update, before == null ? key : before);
    if (ItemSize.of(after) > ItemSize.LARGEST_ITEM) {
      throw AwsErrors.validation("Item size to update has exceeded the maximum allowed size");
    }
    ValueCheck.requireDepth(after);
    ItemKeys.requireIndexKeys(table, after);
    return new Write.Effect.Put(after);
  }

  /** There is nothing to be taken from an item that is not there. */
  private boolean takesAwayOnly() {
    return !update.actions().isEmpty()
        && update.actions().stream()
            .allMatch(
                action ->
                    action instanceof Update.Action.Remove
                        || action instanceof Update.Action.Delete);
  }
}
