package dev.triggerfish.eventbus.sns.subscription;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.sns.topic.SnsPages;
import dev.triggerfish.eventbus.sns.topic.Topics;
import java.util.List;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;

/** Lists subscriptions. */
final class SubscriptionListing implements OperationGroup {

  private final SubscriptionStore store;
  private final Topics topics;

  SubscriptionListing(SubscriptionStore store, Topics topics) {
    this.store = store;
    this.topics = topics;
  }

  /**
   * See <a href="https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptions.html">AWS</a>.
   */
  @AwsOperation(
      action = "sns:ListSubscriptions",
      acts = {"NextToken"})
  ListSubscriptionsResponse listSubscriptions(ListSubscriptionsRequest request, Caller caller) {
    var list = "subscriptions/" + caller.accountId() + "/" + caller.region();
    var after = SnsPages.position(list, request.nextToken());
    var found = store.ofAccount(caller.accountId(), caller.region(), after, SnsPages.READ);
    var page = SnsPages.of(list, found, Subscription::id);
    return ListSubscriptionsResponse.builder()
        .subscriptions(shown(page.items()))
        .nextToken(page.token())
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html">AWS</a>.
   */
  @AwsOperation(
      action = "sns:ListSubscriptionsByTopic",
      resource = "{TopicArn}",
      acts = {"TopicArn", "NextToken"})
  ListSubscriptionsByTopicResponse listSubscriptionsByTopic(
      ListSubscriptionsByTopicRequest request, Caller caller) {
    var topic = topics.existing(request.topicArn(), caller).arn();
    var list = "subscriptions/" + topic;
    var after = SnsPages.position(list, request.nextToken());
    var page =
        SnsPages.of(list, store.ofTopic(topic.toString(), after, SnsPages.READ), Subscription::id);
    return ListSubscriptionsByTopicResponse.builder()
        .subscriptions(shown(page.items()))
        .nextToken(page.token())
        .build();
  }

  private static List<software.amazon.awssdk.services.sns.model.Subscription> shown(
      List<Subscription> page) {
    return page.stream()
        .map(
            one ->
                software.amazon.awssdk.services.sns.model.Subscription.builder()
                    .subscriptionArn(one.arn())
                    .topicArn(one.topic().toString())
                    .owner(one.accountId())
                    .protocol(Subscription.PROTOCOL)
                    .endpoint(one.endpoint())
                    .build())
        .toList();
  }
}
