package dev.triggerfish.aws.protocol;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Single values as text: in paths, queries, headers, forms and XML. */
final class TextValues {

  private TextValues() {}

  /** Reads a value of a field's type. */
  static Object parse(FieldPlan field, String text, Format timestamps) {
    try {
      return switch (field.type) {
        case STRING -> field.jsonValue ? decodeBase64(text) : text;
        case INTEGER -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case SHORT -> Short.valueOf(text);
        case BYTE -> Byte.valueOf(text);
        case FLOAT -> (float) decimal(text);
        case DOUBLE -> decimal(text);
        case BIG_DECIMAL -> new BigDecimal(text);
        case BOOLEAN -> bool(text);
        case INSTANT -> Timestamps.parse(text, format(field, timestamps));
        case SDK_BYTES -> SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text));
        default -> throw MalformedRequestException.of(field.name + " cannot be text");
      };
    } catch (IllegalArgumentException e) {
      throw MalformedRequestException.of(
          "'" + clip(text) + "' can not be converted to " + typeName(field), e);
    }
  }

  /** Writes a value of a field's type. */
  static String format(FieldPlan field, Object value, Format timestamps) {
    return switch (field.type) {
      case STRING -> field.jsonValue ? encodeBase64((String) value) : (String) value;
      case INSTANT -> Timestamps.format((Instant) value, format(field, timestamps));
      case SDK_BYTES -> Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe());
      case BIG_DECIMAL -> ((BigDecimal) value).toPlainString();
      default -> value.toString();
    };
  }

  static Format format(FieldPlan field, Format byDefault) {
    return field.timestampFormat == null ? byDefault : field.timestampFormat;
  }

  /** "an Integer", as AWS's messages name types. */
  static String typeName(FieldPlan field) {
    String name = field.type.name();
    String word =
        switch (field.type) {
          case INSTANT -> "Timestamp";
          case SDK_BYTES -> "Blob";
          case BIG_DECIMAL -> "BigDecimal";
          default -> name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
        };
    return ("AEIOU".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word;
  }

  private static double decimal(String text) {
    char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    if (last != 'N' && last != 'y' && (last < '0' || last > '9') && last != '.') {
      throw new NumberFormatException(clip(text)); // Java would take "1d", "1f" and spaces.
    }
    return Double.parseDouble(text);
  }

  private static Boolean bool(String text) {
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw new IllegalArgumentException(clip(text));
  }

  private static String decodeBase64(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private static String encodeBase64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String clip(String text) {
    return text.length() > 100 ? text.substring(0, 100) : text;
  }
}
