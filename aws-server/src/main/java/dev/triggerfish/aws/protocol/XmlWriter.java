package dev.triggerfish.aws.protocol;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Writes the SDK's structures as XML. Characters that XML cannot carry become U+FFFD. */
final class XmlWriter {

  /** Elements that S3 percent-encodes on demand: XML cannot carry every key. */
  private static final Set<String> KEYS =
      Set.of(
          "Key",
          "Prefix",
          "Delimiter",
          "StartAfter",
          "Marker",
          "NextMarker",
          "KeyMarker",
          "NextKeyMarker");

  private final StringBuilder out = new StringBuilder(512);
  private final boolean ofS3;
  private final boolean encodesKeys;

  XmlWriter() {
    this(false, false);
  }

  private XmlWriter(boolean ofS3, boolean encodesKeys) {
    this.ofS3 = ofS3;
    this.encodesKeys = encodesKeys;
  }

  /** A writer as S3 has it, whose points in time always show milliseconds. */
  static XmlWriter ofS3(boolean encodesKeys) {
    return new XmlWriter(true, encodesKeys);
  }

  void declaration() {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  }

  void text(String text) {
    escape(text);
  }

  void start(String name, @Nullable String namespace) {
    out.append('<').append(name);
    if (namespace != null) {
      out.append(" xmlns=\"").append(namespace).append('"');
    }
    out.append('>');
  }

  void end(String name) {
    out.append("</").append(name).append('>');
  }

  void element(String name, String text) {
    start(name, null);
    escape(text);
    end(name);
  }

  byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  void members(StructurePlan plan, SdkPojo pojo) {
    for (FieldPlan field : plan.body) {
      Object value = field.get(pojo);
      if (value != null) {
        member(field, field.answerName, value);
      }
    }
  }

  private void member(FieldPlan field, String name, Object value) {
    switch (field.type) {
      case SDK_POJO -> {
        start(name, null);
        members(field.structure(), (SdkPojo) value);
        end(name);
      }
      case LIST -> list(field, name, (List<?>) value);
      case MAP -> map(field, name, (Map<?, ?>) value);
      default -> element(name, text(field, name, value));
    }
  }

  private String text(FieldPlan field, String name, Object value) {
    if (ofS3 && value instanceof Instant instant && field.timestampFormat == null) {
      return Timestamps.withMillis(instant);
    }
    String text = TextValues.format(field, value, Format.ISO_8601);
    return encodesKeys && KEYS.contains(name)
        ? URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/")
        : text;
  }

  private void list(FieldPlan field, String name, List<?> value) {
    FieldPlan element = field.element();
    if (!field.flattened) {
      start(name, null);
    }
    for (Object item : value) {
      if (item != null) {
        member(element, field.flattened ? name : element.answerName, item);
      }
    }
    if (!field.flattened) {
      end(name);
    }
  }

  private void map(FieldPlan field, String name, Map<?, ?> value) {
    String entry = field.flattened ? name : "entry";
    if (!field.flattened) {
      start(name, null);
    }
    for (Map.Entry<?, ?> item : value.entrySet()) {
      start(entry, null);
      element(field.keyName, (String) item.getKey());
      if (item.getValue() != null) {
        member(field.element(), field.valueName, item.getValue());
      }
      end(entry);
    }
    if (!field.flattened) {
      end(name);
    }
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#xD;");
                default -> out.appendCodePoint(isLegal(c) ? c : 0xFFFD);
              }
            });
  }

  /** XML 1.0's {@code Char}. */
  private static boolean isLegal(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
