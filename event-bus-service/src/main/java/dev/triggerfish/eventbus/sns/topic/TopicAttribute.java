package dev.triggerfish.eventbus.sns.topic;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attributes that clients may set, and what they may be. */
final class TopicAttribute {

  /** Kept and given back: what they act on (HTTP, SMS, KMS, delivery logs) is not simulated. */
  private static final Set<String> STORED =
      Set.of("DisplayName", "DeliveryPolicy", "KmsMasterKeyId", "TracingConfig");

  private static final Set<String> FIFO =
      Set.of("FifoTopic", "ContentBasedDeduplication", "FifoThroughputScope", "ArchivePolicy");

  private static final Set<String> LOGGED =
      Set.of("HTTP", "Firehose", "Lambda", "Application", "SQS");

  private static final int LONGEST_DISPLAY_NAME = 100;
  private static final int LONGEST_POLICY = 30_720;
  private static final int LONGEST = 2_048;

  private TopicAttribute() {}

  /** The attributes of a new topic, without those that say nothing, or AWS's error. */
  static Map<String, String> checked(Map<String, String> given) {
    var attributes = new HashMap<String, String>();
    given.forEach(
        (name, value) -> {
          check("Attributes Reason: ", name, value);
          if (!value.isEmpty() && !FIFO.contains(name)) {
            attributes.put(name, value);
          }
        });
    return attributes;
  }

  /**
   * Refuses an attribute that is none, or cannot have this value.
   *
   * @param context what AWS puts before its reason
   * @param value null and empty mean none
   */
  static void check(String context, String name, @Nullable String value) {
    if (FIFO.contains(name)) {
      if (value != null && !value.isEmpty() && !value.equals("false")) {
        throw TopicArn.fifo();
      }
    } else if (name.equals("DataProtectionPolicy")) {
      throw SnsErrors.notSimulated("Attributes Reason: DataProtectionPolicy");
    } else if (!isKnown(name)) {
      throw SnsErrors.invalid(
          context.isEmpty() ? "AttributeName" : context + "Unknown attribute " + name);
    } else if (value != null && !value.isEmpty()) {
      checkValue(context, name, value);
    }
  }

  /** Such an attribute says nothing where it is let through. */
  static boolean isOfFifo(String name) {
    return FIFO.contains(name);
  }

  private static boolean isKnown(String name) {
    return STORED.contains(name)
        || name.equals(Topic.POLICY)
        || name.equals(Topic.SIGNATURE_VERSION)
        || isDeliveryLogging(name);
  }

  /** Such as {@code LambdaSuccessFeedbackRoleArn}. */
  private static boolean isDeliveryLogging(String name) {
    return LOGGED.stream()
        .anyMatch(
            protocol ->
                name.equals(protocol + "SuccessFeedbackRoleArn")
                    || name.equals(protocol + "SuccessFeedbackSampleRate")
                    || name.equals(protocol + "FailureFeedbackRoleArn"));
  }

  private static void checkValue(String context, String name, String value) {
    if (value.length() > (name.endsWith("Policy") ? LONGEST_POLICY : LONGEST)) {
      throw SnsErrors.invalid(context + name + ": Value is too long");
    }
    switch (name) {
      case Topic.POLICY -> TopicPolicy.check(value);
      case Topic.SIGNATURE_VERSION -> {
        if (!value.equals("1") && !value.equals("2")) {
          throw SnsErrors.invalid(
              context + "SignatureVersion: Invalid value [" + value + "]. Must be 1 or 2.");
        }
      }
      case "DisplayName" -> {
        if (value.length() > LONGEST_DISPLAY_NAME) {
          throw SnsErrors.invalid(context + "DisplayName: must not be longer than 100 characters");
        }
      }
      default -> {}
    }
  }
}
