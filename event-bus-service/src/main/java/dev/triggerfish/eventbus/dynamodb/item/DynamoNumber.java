package dev.triggerfish.eventbus.dynamodb.item;

import dev.triggerfish.aws.error.AwsErrors;
import java.math.BigDecimal;
import java.math.BigInteger;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * DynamoDB's numbers: 38 significant digits, exact, with magnitudes from 1E-130 to 9.99…E+125.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">
 *     Data types</a>
 */
public final class DynamoNumber {

  private static final int MOST_DIGITS = 38;
  private static final int LARGEST_EXPONENT = 125;
  private static final int SMALLEST_EXPONENT = -130;

  /** Exponents are read up to here; whatever is beyond is out of range by far. */
  private static final int EXPONENT_BOUND = 1_000_000;

  private DynamoNumber() {}

  /**
   * Reads a number in time linear to its text.
   *
   * @throws AwsServiceException {@code ValidationException} if it is no number, too large, too
   *     small, or has too many digits
   */
  public static BigDecimal parse(String text) {
    if (text.isEmpty()) {
      throw AwsErrors.validation("The parameter cannot be converted to a numeric value");
    }
    return checked(new Reader(text).read());
  }

  /**
   * The result of arithmetic as a number.
   *
   * @throws AwsServiceException as {@link #parse} does
   */
  public static BigDecimal checked(BigDecimal number) {
    if (number.signum() == 0) {
      return BigDecimal.ZERO;
    }
    var stripped = number.stripTrailingZeros();
    var exponent = (long) stripped.precision() - stripped.scale() - 1;
    if (exponent > LARGEST_EXPONENT) {
      throw AwsErrors.validation(
          "Number overflow. Attempting to store a number with magnitude larger than supported"
              + " range");
    }
    if (exponent < SMALLEST_EXPONENT) {
      throw AwsErrors.validation(
          "Number underflow. Attempting to store a number with magnitude smaller than supported"
              + " range");
    }
    if (stripped.precision() > MOST_DIGITS) {
      throw AwsErrors.validation("Attempting to store more than 38 significant digits in a Number");
    }
    return stripped;
  }

  /** As DynamoDB gives numbers back: no exponent, no superfluous zeros. */
  public static String text(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** Reads {@code [+-]digits[.digits][e[+-]digits]}, gathering the significant digits alone. */
  private static final class Reader {

    private final String text;
    private int at;
    private final StringBuilder digits = new StringBuilder();
    private int pendingZeros;
    private long scale;
    private boolean anyDigit;

    Reader(String text) {
      this.text = text;
    }

    BigDecimal read() {
      var negative = sign();
      digits(false);
      if (peek() == '.') {
        at++;
        digits(true);
      }
      if (!anyDigit) {
        throw malformed();
      }
      var exponent = exponent();
      if (at != text.length()) {
        throw malformed();
      }
      if (digits.isEmpty()) {
        return BigDecimal.ZERO;
      }
      // More digits than can be valid need no exact value: the check refuses them by their count.
      var value = new BigDecimal(new BigInteger(kept()), scaleOf(exponent));
      return negative ? value.negate() : value;
    }

    private String kept() {
      return digits.length() <= MOST_DIGITS + 1
          ? digits.toString()
          : digits.substring(0, MOST_DIGITS) + "1";
    }

    private int scaleOf(long exponent) {
      var dropped = Math.max(0, digits.length() - (MOST_DIGITS + 1));
      var all = scale - exponent - pendingZeros - dropped;
      return Math.clamp(all, -EXPONENT_BOUND, EXPONENT_BOUND);
    }

    private boolean sign() {
      var sign = peek();
      if (sign == '-' || sign == '+') {
        at++;
      }
      return sign == '-';
    }

    private void digits(boolean fraction) {
      while (Character.digit(peek(), 10) >= 0 && peek() <= '9') {
        anyDigit = true;
        var digit = text.charAt(at++);
        if (fraction) {
          scale++;
        }
        if (digit == '0') {
          pendingZeros += digits.isEmpty() ? 0 : 1;
        } else {
          digits.repeat("0", pendingZeros).append(digit);
          pendingZeros = 0;
        }
      }
    }

    private long exponent() {
      if (peek() != 'e' && peek() != 'E') {
        return 0;
      }
      at++;
      var negative = sign();
      var begin = at;
      long exponent = 0;
      while (peek() >= '0' && peek() <= '9') {
        exponent = Math.min(EXPONENT_BOUND, exponent * 10 + text.charAt(at++) - '0');
      }
      if (at == begin) {
        throw malformed();
      }
      return negative ? -exponent : exponent;
    }

    private char peek() {
      return at < text.length() ? text.charAt(at) : '\0';
    }

    private AwsServiceException malformed() {
      return AwsErrors.validation("The parameter cannot be converted to a numeric value: " + text);
    }
  }
}
