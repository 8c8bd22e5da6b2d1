package dev.triggerfish.eventbus.dynamodb.expression;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Changes of an item, each at a place of its own.
 *
 * @param actions as they stand in the expression
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html">
 *     Update expressions</a>
 */
public record Update(List<Action> actions) {

  /**
   * Changes as a statement has them.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException {@code
   *     ValidationException} if two are at the same place, or at one in the other
   */
  public static Update ofStatement(List<Action> actions) {
    var update = new Update(actions);
    Overlaps.require("", update.paths());
    return update;
  }

  /** The places that change. */
  public List<Path> paths() {
    return actions.stream().map(Action::path).toList();
  }

  /** A change at one place. */
  public sealed interface Action {

    /** Where. */
    Path path();

    /** Puts a value there. */
    record Set(Path path, Source source) implements Action {}

    /** Takes away what is there. */
    record Remove(Path path) implements Action {}

    /** Adds a number to a number, or members to a set. */
    record Add(Path path, AttributeValue value) implements Action {}

    /** Takes members from a set. */
    record Delete(Path path, AttributeValue value) implements Action {}
  }

  /** Where a value comes from. All that it reads is the item as it was before. */
  public sealed interface Source {

    /** Another place in the item. */
    record At(Path path) implements Source {}

    /** The request. */
    record Given(AttributeValue value) implements Source {}

    /** A sum. */
    record Sum(Source left, Source right) implements Source {}

    /** A difference. */
    record Difference(Source left, Source right) implements Source {}

    /** What is there, or else something. */
    record IfNotExists(Path path, Source otherwise) implements Source {}

    /** Two lists as one. */
    record ListAppend(Source first, Source second) implements Source {}
  }
}
