package dev.triggerfish.pattern;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A simple value of an event or a pattern. Numbers are equal if they are so as numbers. */
public sealed interface Value {

  /** JSON's null. */
  Value NULL = new Null();

  /** Text. */
  record Text(String text) implements Value {}

  /** A number, without trailing zeros. */
  record Decimal(BigDecimal number) implements Value {
    /** The number, however it is written. */
    public static Decimal of(BigDecimal number) {
      // Zeros are cut off what has few of them only: 1E999999999 stays as it is.
      return new Decimal(number.stripTrailingZeros());
    }
  }

  /** True or false. */
  record Bool(boolean value) implements Value {}

  /** JSON's null. */
  record Null() implements Value {}

  /** A value of JSON, or null for objects and arrays. */
  static @Nullable Value of(JsonNode node) {
    if (node.isString()) {
      return new Text(node.stringValue());
    }
    if (node.isNumber()) {
      return Decimal.of(node.decimalValue());
    }
    if (node.isBoolean()) {
      return new Bool(node.booleanValue());
    }
    return node.isNull() ? NULL : null;
  }
}
