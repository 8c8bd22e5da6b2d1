package dev.triggerfish.eventbus.sns.publish;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * What a client publishes.
 *
 * @param subject a line, if it has one
 * @param text for functions
 * @param sizeBytes of what was sent, attributes included
 * @param attributes by name
 */
record Message(
    @Nullable String subject,
    String text,
    long sizeBytes,
    Map<String, MessageAttributeValue> attributes) {

  private static final int LONGEST_BYTES = 262_144;

  Message {
    attributes = Map.copyOf(attributes);
  }

  /** Checks what a client sent, or throws AWS's error. */
  static Message of(
      @Nullable String subject,
      String message,
      @Nullable String structure,
      Map<String, MessageAttributeValue> attributes) {
    MessageAttributesCheck.check(attributes);
    if (subject != null) {
      MessageTextCheck.checkSubject(subject);
    }
    var size = utf8(message);
    for (var attribute : attributes.entrySet()) {
      size += size(attribute.getKey(), attribute.getValue());
    }
    MessageTextCheck.checkSize(message, size, LONGEST_BYTES);
    var text = MessageTextCheck.text(message, structure);
    return new Message(subject, text, size, attributes);
  }

  private static long size(String name, MessageAttributeValue value) {
    var text = value.stringValue();
    var binary = value.binaryValue();
    return utf8(name)
        + utf8(value.dataType())
        + (text == null ? 0 : utf8(text))
        + (binary == null ? 0 : binary.asByteArrayUnsafe().length);
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
