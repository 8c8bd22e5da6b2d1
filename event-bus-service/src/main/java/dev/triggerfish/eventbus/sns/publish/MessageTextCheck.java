package dev.triggerfish.eventbus.sns.publish;

import dev.triggerfish.eventbus.sns.topic.SnsErrors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What AWS says of subjects and messages.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
final class MessageTextCheck {

  private static final int LONGEST_SUBJECT = 100;
  private static final String STRUCTURE = "Message Structure - ";

  private MessageTextCheck() {}

  /** Up to 100 printable characters of ASCII that do not begin with a space. */
  static void checkSubject(String subject) {
    if (subject.isEmpty()
        || subject.length() > LONGEST_SUBJECT
        || subject.charAt(0) == ' '
        || !subject.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw SnsErrors.invalid("Subject");
    }
  }

  static void checkSize(String message, long size, int longest) {
    if (message.isEmpty()) {
      throw SnsErrors.invalid("Empty message");
    }
    if (size > longest) {
      throw SnsErrors.invalid("Message too long");
    }
  }

  /** What functions are given: the message, or of a structured one the part that is for them. */
  static String text(String message, @Nullable String structure) {
    if (structure == null || structure.isEmpty()) {
      return message;
    }
    if (!structure.equals("json")) {
      throw SnsErrors.invalid("MessageStructure");
    }
    var parts = parts(message);
    var standard = parts.get("default");
    if (standard == null || !standard.isString()) {
      throw SnsErrors.invalid(STRUCTURE + "No default entry in JSON message body");
    }
    var lambda = parts.get("lambda");
    return lambda != null && lambda.isString() ? lambda.stringValue() : standard.stringValue();
  }

  private static JsonNode parts(String message) {
    try {
      var parts = JsonMapper.shared().readTree(message);
      if (parts.isObject()) {
        return parts;
      }
    } catch (JacksonException e) {
      throw SnsErrors.invalid(STRUCTURE + "JSON message body failed to parse");
    }
    throw SnsErrors.invalid(STRUCTURE + "JSON message body failed to parse");
  }
}
