package dev.triggerfish.aws.protocol;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Points in time as text, in the formats that models name. Milliseconds are the finest unit. */
final class Timestamps {

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal MAX_MILLIS = BigDecimal.valueOf(253402300799999L); // Year 9999.

  private Timestamps() {}

  static String format(Instant instant, Format format) {
    return switch (format) {
      case ISO_8601 -> DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MILLIS));
      case RFC_822 -> HTTP_DATE.format(instant);
      case UNIX_TIMESTAMP -> seconds(instant);
      case UNIX_TIMESTAMP_MILLIS -> Long.toString(instant.toEpochMilli());
    };
  }

  /** ISO 8601 with three digits behind the second, be they zeros. */
  static String withMillis(Instant instant) {
    return MILLIS.format(instant);
  }

  /** Reads a point in time. Numbers are taken as seconds whatever the format, as AWS does. */
  static Instant parse(String text, Format format) {
    try {
      if (format == Format.UNIX_TIMESTAMP_MILLIS) {
        return ofMillis(new BigDecimal(text));
      }
      if (format == Format.UNIX_TIMESTAMP || isNumber(text)) {
        return ofSeconds(new BigDecimal(text));
      }
      return switch (format) {
        case RFC_822 -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
        default -> isoDateTime(text);
      };
    } catch (DateTimeException | NumberFormatException e) {
      throw MalformedRequestException.of(text + " can not be converted to a timestamp", e);
    }
  }

  static Instant ofSeconds(BigDecimal seconds) {
    return ofMillis(
        seconds.precision() - seconds.scale() > 16
            ? MAX_MILLIS.add(MAX_MILLIS)
            : seconds.multiply(THOUSAND));
  }

  static Instant ofMillis(BigDecimal millis) {
    if (millis.precision() - millis.scale() > 16 || millis.abs().compareTo(MAX_MILLIS) > 0) {
      throw MalformedRequestException.of("A timestamp is out of range");
    }
    return Instant.ofEpochMilli(millis.longValue());
  }

  private static Instant isoDateTime(String text) {
    if (text.length() == 10) {
      return Instant.parse(text + "T00:00:00Z");
    }
    return DateTimeFormatter.ISO_DATE_TIME.withZone(ZoneOffset.UTC).parse(text, Instant::from);
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && !(i == 0 && c == '-')) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static String seconds(Instant instant) {
    long millis = instant.toEpochMilli();
    return millis % 1000 == 0
        ? Long.toString(millis / 1000)
        : BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
  }
}
