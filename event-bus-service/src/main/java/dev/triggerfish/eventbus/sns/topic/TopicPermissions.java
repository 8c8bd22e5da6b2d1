package dev.triggerfish.eventbus.sns.topic;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.HashMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.sns.model.AddPermissionRequest;
import software.amazon.awssdk.services.sns.model.AddPermissionResponse;
import software.amazon.awssdk.services.sns.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sns.model.RemovePermissionResponse;

/** Statements of topics' policies, one by one. */
final class TopicPermissions implements OperationGroup {

  private final TopicStore store;
  private final Topics topics;

  TopicPermissions(TopicStore store, Topics topics) {
    this.store = store;
    this.topics = topics;
  }

  /** See <a href="https://docs.aws.amazon.com/sns/latest/api/API_AddPermission.html">AWS</a>. */
  @AwsOperation(
      action = "sns:AddPermission",
      resource = "{TopicArn}",
      acts = {"TopicArn", "Label", "AWSAccountIds", "ActionNames"})
  AddPermissionResponse addPermission(AddPermissionRequest request, Caller caller) {
    var arn = TopicArn.of(request.topicArn(), caller);
    change(
        arn,
        policy ->
            TopicPolicy.with(
                policy, request.label(), request.awsAccountIds(), request.actionNames(), arn));
    return AddPermissionResponse.builder().build();
  }

  /** See <a href="https://docs.aws.amazon.com/sns/latest/api/API_RemovePermission.html">AWS</a>. */
  @AwsOperation(
      action = "sns:RemovePermission",
      resource = "{TopicArn}",
      acts = {"TopicArn", "Label"})
  RemovePermissionResponse removePermission(RemovePermissionRequest request, Caller caller) {
    change(
        TopicArn.of(request.topicArn(), caller),
        policy -> TopicPolicy.without(policy, request.label()));
    return RemovePermissionResponse.builder().build();
  }

  private void change(TopicArn arn, UnaryOperator<String> change) {
    if (!store.change(
        arn,
        topic -> {
          var attributes = new HashMap<>(topic.attributes());
          var policy = change.apply(topic.policy());
          TopicPolicy.check(policy);
          attributes.put(Topic.POLICY, policy);
          return new Topic(topic.arn(), attributes, topic.tags());
        })) {
      throw SnsErrors.noTopic();
    }
    topics.forget(arn);
  }
}
