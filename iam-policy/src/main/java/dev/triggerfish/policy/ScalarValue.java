package dev.triggerfish.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Numbers, dates and bytes as condition values. What cannot be read matches nothing. */
final class ScalarValue {

  private static final int MAX_NUMBER_LENGTH = 64;

  private ScalarValue() {}

  /**
   * A number.
   *
   * @param text integer or decimal
   * @param order accepts how the request's number compares with it: below 0, 0, above 0
   * @return null if it is no number
   */
  static @Nullable ConditionValue number(String text, IntPredicate order) {
    return ordered(text, ScalarValue::parseNumber, order);
  }

  /**
   * A point in time.
   *
   * @param text ISO 8601 or seconds since 1970
   * @param order accepts how the request's time compares with it: below 0, 0, above 0
   * @return null if it is no date
   */
  static @Nullable ConditionValue date(String text, IntPredicate order) {
    return ordered(text, ScalarValue::parseDate, order);
  }

  /** Bytes in base64; null if they are not. */
  static @Nullable ConditionValue binary(String text) {
    byte[] bytes = parseBytes(text);
    return bytes == null
        ? null
        : (requested, context) -> Arrays.equals(parseBytes(requested), bytes);
  }

  private static <T extends Comparable<? super T>> @Nullable ConditionValue ordered(
      String text, Function<String, @Nullable T> parser, IntPredicate order) {
    T value = parser.apply(text);
    if (value == null) {
      return null;
    }
    return (requested, context) -> {
      T other = parser.apply(requested);
      return other != null && order.test(other.compareTo(value));
    };
  }

  private static @Nullable BigDecimal parseNumber(String text) {
    if (text.length() > MAX_NUMBER_LENGTH) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Instant parseDate(String text) {
    try {
      if (text.indexOf(':') > 0) {
        return OffsetDateTime.parse(text).toInstant();
      }
      return text.indexOf('-') > 0
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : Instant.ofEpochSecond(Long.parseLong(text));
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }

  private static byte @Nullable [] parseBytes(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
