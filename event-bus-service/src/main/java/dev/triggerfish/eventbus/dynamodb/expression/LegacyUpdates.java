package dev.triggerfish.eventbus.dynamodb.expression;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.item.ValueCheck;
import dev.triggerfish.eventbus.dynamodb.item.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;

/**
 * {@code AttributeUpdates}, from before there were expressions, as an update.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.AttributeUpdates.html">
 *     AttributeUpdates</a>
 */
public final class LegacyUpdates {

  private static final String INVALID = "One or more parameter values were invalid: ";

  private LegacyUpdates() {}

  /** The update. */
  public static Update of(Map<String, AttributeValueUpdate> updates) {
    var actions = new ArrayList<Update.Action>(updates.size());
    updates.forEach((name, update) -> actions.add(action(name, update)));
    return new Update(actions);
  }

  private static Update.Action action(String name, AttributeValueUpdate update) {
    var path = new Path(List.of(new Path.Step.Name(name)));
    var action = update.action() == null ? AttributeAction.PUT : update.action();
    if (update.value() == null) {
      if (action != AttributeAction.DELETE) {
        throw AwsErrors.validation(
            INVALID + "Only DELETE action is allowed when no attribute value is specified");
      }
      return new Update.Action.Remove(path);
    }
    var value = ValueCheck.value(update.value());
    return switch (action) {
      case DELETE -> {
        require(
            value,
            Set.of("SS", "NS", "BS"),
            "DELETE action with value is not supported for the type ");
        yield new Update.Action.Delete(path, value);
      }
      case ADD -> {
        require(
            value, Set.of("N", "L", "SS", "NS", "BS"), "ADD action is not supported for the type ");
        yield value.hasL()
            ? new Update.Action.Set(path, appended(path, value))
            : new Update.Action.Add(path, value);
      }
      case PUT, UNKNOWN_TO_SDK_VERSION ->
          new Update.Action.Set(path, new Update.Source.Given(value));
    };
  }

  private static Update.Source appended(Path path, AttributeValue list) {
    return new Update.Source.ListAppend(
        new Update.Source.IfNotExists(
            path, new Update.Source.Given(AttributeValue.fromL(List.of()))),
        new Update.Source.Given(list));
  }

  private static void require(AttributeValue value, Set<String> types, String problem) {
    if (!types.contains(Values.typeName(value))) {
      throw AwsErrors.validation(INVALID + problem + Values.typeName(value));
    }
  }
}
