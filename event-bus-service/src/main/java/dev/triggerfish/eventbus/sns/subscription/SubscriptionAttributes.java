package dev.triggerfish.eventbus.sns.subscription;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.sns.topic.SnsErrors;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;

/** Reading and setting attributes of subscriptions. */
final class SubscriptionAttributes implements OperationGroup {

  private final SubscriptionStore store;
  private final Subscriptions subscriptions;

  SubscriptionAttributes(SubscriptionStore store, Subscriptions subscriptions) {
    this.store = store;
    this.subscriptions = subscriptions;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html">AWS</a>.
   */
  @AwsOperation(
      action = "sns:GetSubscriptionAttributes",
      resource = "{SubscriptionArn}",
      acts = {"SubscriptionArn"})
  GetSubscriptionAttributesResponse getSubscriptionAttributes(
      GetSubscriptionAttributesRequest request, Caller caller) {
    var subscription = store.find(SubscriptionArn.of(request.subscriptionArn(), caller));
    if (subscription == null) {
      throw SnsErrors.noSubscription();
    }
    var attributes = new HashMap<>(SubscriptionAttribute.shown(subscription.attributes()));
    attributes.putAll(
        Map.of(
            "SubscriptionArn", subscription.arn(),
            "TopicArn", subscription.topic().toString(),
            "Owner", subscription.accountId(),
            "Protocol", Subscription.PROTOCOL,
            "Endpoint", subscription.endpoint(),
            "SubscriptionPrincipal", subscription.principal(),
            "ConfirmationWasAuthenticated", "true",
            "PendingConfirmation", "false"));
    return GetSubscriptionAttributesResponse.builder().attributes(attributes).build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html">AWS</a>.
   * What AWS does within 15 minutes is done at once.
   */
  @AwsOperation(
      action = "sns:SetSubscriptionAttributes",
      resource = "{SubscriptionArn}",
      acts = {"SubscriptionArn", "AttributeName", "AttributeValue"})
  SetSubscriptionAttributesResponse setSubscriptionAttributes(
      SetSubscriptionAttributesRequest request, Caller caller) {
    var arn = SubscriptionArn.of(request.subscriptionArn(), caller);
    if (!store.change(
        arn,
        attributes ->
            SubscriptionAttribute.with(
                attributes, request.attributeName(), request.attributeValue()))) {
      throw SnsErrors.noSubscription();
    }
    subscriptions.forget(arn.topic());
    return SetSubscriptionAttributesResponse.builder().build();
  }
}
