package dev.triggerfish.eventbus.dynamodb.item;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sort keys as bytes whose unsigned order is the order of the keys: text as UTF-8, binaries as they
 * are, numbers as sign, exponent and pairs of digits.
 */
public final class SortKey {

  // Positive numbers stand above zero, and zero above negative ones.
  private static final int NEGATIVE = 0;
  private static final int ZERO = 1;
  private static final int POSITIVE = 2;

  /** Makes exponents of base 100, from -65 to 62, positive bytes. */
  private static final int EXPONENT_BIAS = 100;

  /** Below each pair of digits, which are written as 1 to 100. */
  private static final int END = 0;

  private SortKey() {}

  /**
   * A key's bytes.
   *
   * @param value of type {@code S}, {@code N} or {@code B}
   */
  public static byte[] bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s().getBytes(StandardCharsets.UTF_8);
      case B -> value.b().asByteArray();
      case N -> ofNumber(Values.number(value));
      default -> throw new IllegalArgumentException(value.type() + " is no type of keys");
    };
  }

  private static byte[] ofNumber(BigDecimal number) {
    if (number.signum() == 0) {
      return new byte[] {ZERO};
    }
    var stripped = number.abs().stripTrailingZeros();
    var digits = stripped.unscaledValue().toString();
    // The number is 0.d1d2d3… × 10^exponent.
    var exponent = digits.length() - stripped.scale();
    if (Math.floorMod(exponent, 2) != 0) {
      digits = "0" + digits;
      exponent++;
    }
    if (digits.length() % 2 != 0) {
      digits = digits + "0";
    }
    var flip = number.signum() < 0 ? 0xff : 0;
    var bytes = new ByteArrayOutputStream(digits.length() / 2 + 3);
    bytes.write(number.signum() < 0 ? NEGATIVE : POSITIVE);
    bytes.write(exponent / 2 + EXPONENT_BIAS ^ flip);
    for (var i = 0; i < digits.length(); i += 2) {
      bytes.write((digits.charAt(i) - '0') * 10 + (digits.charAt(i + 1) - '0') + 1 ^ flip);
    }
    bytes.write(END ^ flip);
    return bytes.toByteArray();
  }
}
