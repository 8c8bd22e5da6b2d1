package dev.triggerfish.eventbus.sns.publish;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.sns.topic.SnsErrors;
import dev.triggerfish.eventbus.sns.topic.Topics;
import java.util.List;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/**
 * Publishes a message.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
final class Publish implements OperationGroup {

  private final Topics topics;
  private final Publisher publisher;

  Publish(Topics topics, Publisher publisher) {
    this.topics = topics;
    this.publisher = publisher;
  }

  @AwsOperation(
      action = "sns:Publish",
      resource = "{TopicArn}",
      acts = {
        "TopicArn",
        "TargetArn",
        "Message",
        "Subject",
        "MessageStructure",
        "MessageAttributes"
      },
      refused = {"PhoneNumber", "MessageDeduplicationId", "MessageGroupId"})
  PublishResponse publish(PublishRequest request, Caller caller) {
    var topic = topics.existing(target(request), caller);
    var message =
        Message.of(
            request.subject(),
            request.message(),
            request.messageStructure(),
            request.messageAttributes());
    var ids = publisher.publish(topic, List.of(message), caller);
    return PublishResponse.builder().messageId(ids.getFirst()).build();
  }

  private static String target(PublishRequest request) {
    if (request.topicArn() != null) {
      return request.topicArn();
    }
    if (request.targetArn() == null) {
      throw SnsErrors.invalid("TopicArn or TargetArn Reason: no value for required parameter");
    }
    if (request.targetArn().contains(":endpoint/")) {
      throw SnsErrors.invalid("TargetArn Reason: No endpoint found for the target arn specified");
    }
    return request.targetArn();
  }
}
