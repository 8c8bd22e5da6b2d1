package dev.triggerfish.eventbus.sns.topic;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.operation.Caller;

/**
 * The ARN of a topic, {@code arn:aws:sns:REGION:ACCOUNT:NAME}.
 *
 * @param region of the topic
 * @param accountId of its owner
 * @param name 1 to 256 letters, digits, {@code _} and {@code -}
 */
public record TopicArn(String region, String accountId, String name) {

  private static final int LONGEST_NAME = 256;
  private static final int ELEMENTS = 6;

  /** The ARN that a request names; what is none, or of another region, is refused. */
  public static TopicArn of(String text, Caller caller) {
    var elements = text.split(":", -1).length;
    if (elements < ELEMENTS) {
      throw SnsErrors.invalid(
          "TopicArn Reason: An ARN must have at least 6 elements, not " + elements);
    }
    var arn = Arn.parse(text);
    if (arn == null || !arn.service().equals("sns") || !isName(arn.resource())) {
      throw SnsErrors.invalid("TopicArn");
    }
    if (!arn.region().equals(caller.region())) {
      throw SnsErrors.invalid("TopicArn");
    }
    return new TopicArn(arn.region(), arn.accountId(), arn.resource());
  }

  /** The ARN of the caller's topic of a name. */
  static TopicArn named(String name, Caller caller) {
    if (!isName(name)) {
      throw SnsErrors.invalid("Topic Name");
    }
    return new TopicArn(caller.region(), caller.accountId(), name);
  }

  /** Such topics deliver to SQS alone, never to a function. */
  static RuntimeException fifo() {
    return SnsErrors.notSimulated("Attributes Reason: FifoTopic");
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_NAME
        && text.chars().allMatch(SnsNames::isNameCharacter);
  }

  @Override
  public String toString() {
    return Arn.of("sns", region, accountId, name).toString();
  }
}
