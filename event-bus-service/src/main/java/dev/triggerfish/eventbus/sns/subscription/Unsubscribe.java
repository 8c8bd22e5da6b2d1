package dev.triggerfish.eventbus.sns.subscription;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

/**
 * Deletes subscriptions; deleting what is not there succeeds.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html">Unsubscribe</a>
 */
final class Unsubscribe implements OperationGroup {

  private final SubscriptionStore store;
  private final Subscriptions subscriptions;

  Unsubscribe(SubscriptionStore store, Subscriptions subscriptions) {
    this.store = store;
    this.subscriptions = subscriptions;
  }

  @AwsOperation(
      action = "sns:Unsubscribe",
      resource = "{SubscriptionArn}",
      acts = {"SubscriptionArn"})
  UnsubscribeResponse unsubscribe(UnsubscribeRequest request, Caller caller) {
    var arn = SubscriptionArn.of(request.subscriptionArn(), caller);
    store.delete(arn);
    subscriptions.forget(arn.topic());
    return UnsubscribeResponse.builder().build();
  }
}
