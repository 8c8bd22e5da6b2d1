package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.model.ShapeModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** A constraint on one value, with AWS's words for a violation. */
final class Constraint {

  static final String NOT_NULL = "Member must not be null";

  /** The longest part of a value that is matched against the pattern. */
  private static final int MAX_MATCHED_EXCESS = 4096;

  private final ShapeModel shape;
  private final @Nullable AwsPattern pattern;
  private final boolean showsEnumValues;
  private final @Nullable BigDecimal min;
  private final @Nullable BigDecimal max;

  Constraint(ShapeModel shape, boolean showsEnumValues) {
    this.shape = shape;
    this.showsEnumValues = showsEnumValues;
    pattern = shape.pattern() == null ? null : new AwsPattern(shape.pattern());
    min = shape.min() == null ? null : new BigDecimal(shape.min().toString());
    max = shape.max() == null ? null : new BigDecimal(shape.max().toString());
  }

  boolean sensitive() {
    return shape.sensitive();
  }

  /** Whether a value satisfies all of it. */
  boolean satisfiedBy(Object value) {
    return violations(value).isEmpty();
  }

  /** The sentences that a value does not satisfy. */
  List<String> violations(Object value) {
    BigDecimal size = size(value);
    boolean tooSmall = min != null && size != null && size.compareTo(min) < 0;
    boolean tooLarge = max != null && size != null && size.compareTo(max) > 0;
    boolean wrongWord =
        value instanceof String text
            && !shape.enumValues().isEmpty()
            && !shape.enumValues().contains(text);
    boolean mismatch =
        value instanceof String text
            && pattern != null
            && !(tooLarge && text.length() > MAX_MATCHED_EXCESS)
            && !pattern.matches(text);
    if (!tooSmall && !tooLarge && !wrongWord && !mismatch) {
      return List.of();
    }
    List<String> violations = new ArrayList<>(2);
    if (mismatch && pattern != null) {
      violations.add(patternText(pattern));
    }
    if (wrongWord) {
      violations.add(enumText());
    }
    if (tooLarge) {
      violations.add(maxText());
    }
    if (tooSmall) {
      violations.add(minText());
    }
    return violations;
  }

  /** The whole constraint, as AWS lists it for members of lists and maps. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>(5);
    if (max != null) {
      sentences.add(maxText());
    }
    if (min != null) {
      sentences.add(minText());
    }
    if (pattern != null) {
      sentences.add(patternText(pattern));
    }
    if (!shape.enumValues().isEmpty()) {
      sentences.add(enumText());
    }
    return sentences;
  }

  @Nullable String regex() {
    return pattern == null ? null : pattern.regex();
  }

  private static String patternText(AwsPattern pattern) {
    return "Member must satisfy regular expression pattern: " + pattern.regex();
  }

  private String enumText() {
    String text = "Member must satisfy enum value set";
    return showsEnumValues ? text + ": " + shape.enumValues() : text;
  }

  private String maxText() {
    return "Member must have " + measure() + " less than or equal to " + shape.max();
  }

  private String minText() {
    return "Member must have " + measure() + " greater than or equal to " + shape.min();
  }

  private String measure() {
    return switch (shape.type()) {
      case "string", "blob", "list", "map" -> "length";
      default -> "value";
    };
  }

  private static @Nullable BigDecimal size(Object value) {
    return switch (value) {
      case String text -> BigDecimal.valueOf(text.codePointCount(0, text.length()));
      case Collection<?> items -> BigDecimal.valueOf(items.size());
      case Map<?, ?> entries -> BigDecimal.valueOf(entries.size());
      case SdkBytes bytes -> BigDecimal.valueOf(bytes.asByteArrayUnsafe().length);
      case Double number -> Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
      case Float number -> Float.isFinite(number) ? BigDecimal.valueOf(number) : null;
      case Number number -> new BigDecimal(number.toString());
      default -> null;
    };
  }
}
