package dev.triggerfish.eventbus.dynamodb.expression;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a condition compares. */
public sealed interface Operand {

  /** A place in the item. */
  record At(Path path) implements Operand {}

  /**
   * A value that the request gives.
   *
   * @param placeholder such as {@code :v}
   */
  record Given(String placeholder, AttributeValue value) implements Operand {}

  /** The size of an operand. */
  record Size(Operand of) implements Operand {}
}
