package dev.triggerfish.eventbus.sns.subscription;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.eventbus.sns.topic.SnsErrors;
import dev.triggerfish.eventbus.sns.topic.TopicArn;
import java.util.UUID;

/**
 * The ARN of a subscription: its topic's, and a UUID.
 *
 * @param topic of which it is one
 * @param id a UUID
 */
record SubscriptionArn(TopicArn topic, String id) {

  private static final int ELEMENTS_OF_TOPIC = 6;

  /** The ARN that a request names; what is none is refused. */
  static SubscriptionArn of(String text, Caller caller) {
    if (text.isEmpty()) {
      throw SnsErrors.invalid("SubscriptionArn Reason: no value for required parameter");
    }
    var elements = text.split(":", -1).length;
    if (elements < ELEMENTS_OF_TOPIC) {
      throw SnsErrors.invalid(
          "SubscriptionArn Reason: An ARN must have at least 6 elements, not " + elements);
    }
    var last = text.lastIndexOf(':');
    var id = text.substring(last + 1);
    if (elements != ELEMENTS_OF_TOPIC + 1 || !isUuid(id)) {
      throw SnsErrors.invalid("SubscriptionId");
    }
    return new SubscriptionArn(TopicArn.of(text.substring(0, last), caller), id);
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
