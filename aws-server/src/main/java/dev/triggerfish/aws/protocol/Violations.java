package dev.triggerfish.aws.protocol;

import dev.triggerfish.aws.model.ValidationWording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Collects what a request does not satisfy, in AWS's words. */
final class Violations {

  /** AWS names no more than this many at once. */
  private static final int LIMIT = 10;

  private static final int MAX_VALUE_LENGTH = 4096;

  private final ValidationWording wording;
  private final List<String> sentences = new ArrayList<>(2);
  private @Nullable String ownMessage;

  Violations(ValidationWording wording) {
    this.wording = wording;
  }

  void add(Object value, String path, String sentence, Constraint constraint) {
    String regex = constraint.regex();
    String own = regex == null ? null : wording.patternMessages().get(regex);
    if (own != null && sentence.endsWith(regex)) {
      ownMessage = own.replace("%s", path);
    }
    String shown = constraint.sensitive() ? "***" : text(value);
    add(wording.showsValues() ? "Value '" + clip(shown) + "'" : "Value", path, sentence);
  }

  void addNull(String path) {
    String own = wording.nullMessage();
    if (own != null) {
      ownMessage = own.replace("%s", Character.toUpperCase(path.charAt(0)) + path.substring(1));
    }
    add("Value null", path, Constraint.NOT_NULL);
  }

  private void add(String value, String path, String sentence) {
    if (sentences.size() < LIMIT) {
      sentences.add(value + " at '" + path + "' failed to satisfy constraint: " + sentence);
    }
  }

  /** The message, or null if all is well. */
  @Nullable String message() {
    if (sentences.isEmpty()) {
      return null;
    }
    if (ownMessage != null && sentences.size() == 1) {
      return ownMessage;
    }
    String noun = sentences.size() == 1 ? " validation error" : " validation errors";
    return sentences.size() + noun + " detected: " + String.join("; ", sentences);
  }

  /** A value as Java's {@code toString} has it, which is what AWS's messages show. */
  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case List<?> list ->
          list.stream().map(Violations::text).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case SdkBytes bytes ->
          "java.nio.HeapByteBuffer[pos=0 lim=" + bytes.asByteArrayUnsafe().length + "]";
      case SdkPojo pojo -> structure(pojo);
      default -> value.toString();
    };
  }

  private static String structure(SdkPojo pojo) {
    return pojo.sdkFields().stream()
        .map(field -> name(field) + "=" + text(FieldPlan.valueOf(field, pojo)))
        .collect(Collectors.joining(", ", pojo.getClass().getSimpleName() + "(", ")"));
  }

  private static String name(SdkField<?> field) {
    String name = field.memberName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static String clip(String text) {
    return text.length() > MAX_VALUE_LENGTH ? text.substring(0, MAX_VALUE_LENGTH) : text;
  }
}
