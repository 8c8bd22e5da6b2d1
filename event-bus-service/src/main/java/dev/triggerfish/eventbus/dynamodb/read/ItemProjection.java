package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.dynamodb.expression.Expressions;
import dev.triggerfish.eventbus.dynamodb.expression.Placeholders;
import dev.triggerfish.eventbus.dynamodb.expression.Projection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is asked for of items.
 *
 * @param parts null for all of it
 */
record ItemProjection(@Nullable Projection parts) {

  /** By an expression or by names; all if there is neither. */
  static ItemProjection of(
      @Nullable String expression,
      boolean hasNames,
      List<String> names,
      Placeholders placeholders) {
    if (expression != null) {
      return new ItemProjection(Expressions.projection(expression, placeholders));
    }
    return new ItemProjection(hasNames ? Projection.ofAttributes(names) : null);
  }

  /** The same where a request has no other expression, in which its placeholders could be used. */
  static ItemProjection alone(
      @Nullable String expression,
      boolean hasPlaceholders,
      Map<String, String> placeholderNames,
      boolean hasNames,
      List<String> names) {
    requireDistinct(names);
    var placeholders = Placeholders.of(hasPlaceholders, placeholderNames, false, Map.of());
    var projection = of(expression, hasNames, names, placeholders);
    placeholders.requireAllUsed();
    return projection;
  }

  /** Refuses names that come twice. */
  static void requireDistinct(List<String> names) {
    var seen = new HashSet<String>();
    for (var name : names) {
      if (!seen.add(name)) {
        throw AwsErrors.validation(
            "One or more parameter values were invalid: Duplicate value in attribute name: "
                + name);
      }
    }
  }

  Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
    return parts == null ? item : parts.of(item);
  }
}
