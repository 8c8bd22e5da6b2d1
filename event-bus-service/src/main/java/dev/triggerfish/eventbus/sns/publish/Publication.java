package dev.triggerfish.eventbus.sns.publish;

import dev.triggerfish.eventbus.sns.topic.Topic;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A message on its way to a topic's subscriptions.
 *
 * @param messageId a UUID
 * @param topic that it was published to
 * @param message checked
 * @param at platform time
 */
record Publication(String messageId, Topic topic, Message message, Instant at) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  String timestamp() {
    return TIME.format(at);
  }

  /**
   * What is signed.
   *
   * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html">
   *     Verifying the signatures of Amazon SNS messages</a>
   */
  String toBeSigned() {
    return "Message\n"
        + message.text()
        + "\nMessageId\n"
        + messageId
        + (message.subject() == null ? "" : "\nSubject\n" + message.subject())
        + "\nTimestamp\n"
        + timestamp()
        + "\nTopicArn\n"
        + topic.arn()
        + "\nType\nNotification\n";
  }
}
