package dev.triggerfish.eventbus.dynamodb.read;

import dev.triggerfish.aws.error.AwsErrors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Rules for {@code Select}. */
final class Selection {

  private Selection() {}

  /** What is asked for of items that are named. */
  static Select of(ItemProjection projection) {
    return projection.parts() == null ? Select.ALL_ATTRIBUTES : Select.SPECIFIC_ATTRIBUTES;
  }

  /** Refuses selections that do not fit the rest of a request. */
  static void check(
      @Nullable Select select, boolean hasProjection, boolean hasNames, boolean hasIndex) {
    if (select == null) {
      return;
    }
    if ((hasProjection || hasNames) && select != Select.SPECIFIC_ATTRIBUTES) {
      throw AwsErrors.validation(
          hasProjection
              ? "ProjectionExpression can only be specified when Select is SPECIFIC_ATTRIBUTES"
              : "Cannot specify the AttributesToGet when choosing to get "
                  + (select == Select.COUNT ? "only the Count" : select));
    }
    if (select == Select.SPECIFIC_ATTRIBUTES && !hasProjection && !hasNames) {
      throw AwsErrors.validation(
          "One or more parameter values were invalid: Must specify the AttributesToGet or"
              + " ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
    }
    if (select == Select.ALL_PROJECTED_ATTRIBUTES && !hasIndex) {
      throw AwsErrors.validation(
          "One or more parameter values were invalid: ALL_PROJECTED_ATTRIBUTES can be used only"
              + " when Querying using an IndexName");
    }
  }
}
