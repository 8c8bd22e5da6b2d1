package dev.triggerfish.eventbus.sns.topic;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;

/** Reading and setting attributes of topics. */
final class TopicAttributes implements OperationGroup {

  private static final String EFFECTIVE_DELIVERY_POLICY =
      """
      {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,\
      "numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,\
      "backoffFunction":"linear"},"disableSubscriptionOverrides":false,\
      "defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}""";

  private final TopicStore store;
  private final Topics topics;

  TopicAttributes(TopicStore store, Topics topics) {
    this.store = store;
    this.topics = topics;
  }

  /**
   * See <a href="https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html">AWS</a>.
   */
  @AwsOperation(
      action = "sns:GetTopicAttributes",
      resource = "{TopicArn}",
      acts = {"TopicArn"})
  GetTopicAttributesResponse getTopicAttributes(GetTopicAttributesRequest request, Caller caller) {
    var topic = topics.existing(request.topicArn(), caller);
    var arn = topic.arn();
    var attributes = new HashMap<String, String>();
    attributes.put("DisplayName", "");
    attributes.put("EffectiveDeliveryPolicy", EFFECTIVE_DELIVERY_POLICY);
    attributes.putAll(topic.attributes());
    attributes.putAll(
        Map.of(
            "TopicArn", arn.toString(),
            "Owner", arn.accountId(),
            "Policy", topic.policy(),
            "SubscriptionsConfirmed", Integer.toString(store.subscriptions(arn)),
            "SubscriptionsPending", "0",
            "SubscriptionsDeleted", "0"));
    return GetTopicAttributesResponse.builder().attributes(attributes).build();
  }

  /**
   * See <a href="https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html">AWS</a>.
   */
  @AwsOperation(
      action = "sns:SetTopicAttributes",
      resource = "{TopicArn}",
      acts = {"TopicArn", "AttributeName", "AttributeValue"})
  SetTopicAttributesResponse setTopicAttributes(SetTopicAttributesRequest request, Caller caller) {
    var arn = TopicArn.of(request.topicArn(), caller);
    var name = request.attributeName();
    var value = request.attributeValue();
    TopicAttribute.check("", name, value);
    if (!store.change(
        arn,
        topic -> {
          var attributes = new HashMap<>(topic.attributes());
          if (value == null || value.isEmpty() || TopicAttribute.isOfFifo(name)) {
            attributes.remove(name);
          } else {
            attributes.put(name, value);
          }
          return new Topic(topic.arn(), attributes, topic.tags());
        })) {
      throw SnsErrors.noTopic();
    }
    topics.forget(arn);
    return SetTopicAttributesResponse.builder().build();
  }
}
