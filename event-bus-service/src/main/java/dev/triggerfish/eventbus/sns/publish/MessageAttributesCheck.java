package dev.triggerfish.eventbus.sns.publish;

import dev.triggerfish.eventbus.sns.topic.SnsErrors;
import dev.triggerfish.eventbus.sns.topic.SnsNames;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * What AWS says of message attributes.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">Message
 *     attributes</a>
 */
final class MessageAttributesCheck {

  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_NUMBER = 100;

  private MessageAttributesCheck() {}

  static void check(Map<String, MessageAttributeValue> attributes) {
    attributes.forEach(
        (name, value) -> {
          checkName(name);
          checkValue(name, value);
        });
  }

  private static void checkName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw SnsErrors.invalidValue("Length of message attribute name must be less than 256 bytes.");
    }
    name.chars()
        .filter(c -> !isNameCharacter(c))
        .findFirst()
        .ifPresent(
            c -> {
              throw SnsErrors.invalidValue(
                  "Invalid non-alphanumeric character '#x"
                      + Integer.toHexString(c).toUpperCase(Locale.ROOT)
                      + "' was found in the message attribute name. Can only include alphanumeric"
                      + " characters, hyphens, underscores, or dots.");
            });
    if (name.startsWith(".")) {
      throw SnsErrors.invalidValue(
          "Invalid message attribute name starting with character '.' was found.");
    }
    if (name.endsWith(".")) {
      throw SnsErrors.invalidValue(
          "Invalid message attribute name ending with character '.' was found.");
    }
    if (name.contains("..")) {
      throw SnsErrors.invalidValue("Message attribute name can not have successive '.' character.");
    }
  }

  private static boolean isNameCharacter(int c) {
    return c == '.' || SnsNames.isNameCharacter(c);
  }

  private static void checkValue(String name, MessageAttributeValue value) {
    var type = value.dataType();
    var dot = type.indexOf('.');
    var kind = dot < 0 ? type : type.substring(0, dot);
    var text = value.stringValue();
    var binary = value.binaryValue();
    switch (kind) {
      case "String", "Number" -> {
        if (binary != null && text == null) {
          throw mustUse(name, type, "String");
        }
        if (text == null || text.isEmpty()) {
          throw empty(name, type);
        }
      }
      case "Binary" -> {
        if (text != null && binary == null) {
          throw mustUse(name, type, "Binary");
        }
        if (binary == null || binary.asByteArrayUnsafe().length == 0) {
          throw empty(name, type);
        }
      }
      default ->
          throw SnsErrors.invalidValue(
              "The message attribute '"
                  + name
                  + "' has an invalid message attribute type, the set of supported type prefixes is"
                  + " Binary, Number, and String.");
    }
    if (kind.equals("Number")) {
      checkNumber(name, String.valueOf(text));
    }
  }

  private static void checkNumber(String name, String text) {
    try {
      if (text.length() <= LONGEST_NUMBER) {
        var _ = new BigDecimal(text);
        return;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw SnsErrors.invalidValue(
        "Could not cast message attribute '" + name + "' value to number.");
  }

  private static RuntimeException mustUse(String name, String type, String field) {
    return SnsErrors.invalidValue(
        "The message attribute '"
            + name
            + "' with type '"
            + type
            + "' must use field '"
            + field
            + "'.");
  }

  private static RuntimeException empty(String name, String type) {
    return SnsErrors.invalidValue(
        "The message attribute '"
            + name
            + "' must contain non-empty message attribute value for message attribute type '"
            + type
            + "'.");
  }
}
