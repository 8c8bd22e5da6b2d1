package dev.triggerfish.eventbus.sns.subscription;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.sns.topic.SnsErrors;
import dev.triggerfish.eventbus.sns.topic.TopicArn;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;

/**
 * Subscribes functions. Whether the topic may invoke them shows when a message is delivered.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html">Subscribe</a>
 */
final class Subscribe implements OperationGroup {

  private static final int LONGEST_ARN = 2_048;

  private final SubscriptionStore store;
  private final Subscriptions subscriptions;

  Subscribe(SubscriptionStore store, Subscriptions subscriptions) {
    this.store = store;
    this.subscriptions = subscriptions;
  }

  /** Functions need no confirmation, so the answer always has the ARN. */
  @AwsOperation(
      action = "sns:Subscribe",
      resource = "{TopicArn}",
      acts = {"TopicArn", "Protocol", "Endpoint", "Attributes", "ReturnSubscriptionArn"},
      stored = {"Attributes.DeliveryPolicy"},
      refused = {
        "Protocol=sqs",
        "Protocol=http",
        "Protocol=https",
        "Protocol=email",
        "Protocol=email-json",
        "Protocol=sms",
        "Protocol=application",
        "Protocol=firehose",
        "Attributes.ReplayPolicy",
        "Attributes.SubscriptionRoleArn"
      })
  SubscribeResponse subscribe(SubscribeRequest request, Caller caller) {
    var topic = TopicArn.of(request.topicArn(), caller);
    checkProtocol(request.protocol());
    var endpoint = endpoint(request.endpoint(), caller);
    var attributes = SubscriptionAttribute.checked(request.attributes());
    var subscribed = new AtomicReference<String>();
    var done =
        store.create(
            topic,
            endpoint,
            existing -> {
              if (existing != null) {
                checkSame(existing, attributes);
                subscribed.set(existing.arn());
                return null;
              }
              var made = make(topic, endpoint, attributes, caller);
              subscribed.set(made.arn());
              return made;
            });
    if (!done) {
      throw SnsErrors.noTopic();
    }
    subscriptions.forget(topic);
    return SubscribeResponse.builder().subscriptionArn(subscribed.get()).build();
  }

  private static void checkProtocol(String protocol) {
    if (!protocol.equals(Subscription.PROTOCOL)) {
      throw SnsErrors.invalid("Amazon SNS does not support this protocol string: " + protocol);
    }
  }

  private static String endpoint(@Nullable String endpoint, Caller caller) {
    var arn = endpoint == null || endpoint.length() > LONGEST_ARN ? null : Arn.parse(endpoint);
    if (arn == null
        || !arn.service().equals("lambda")
        || arn.region().isEmpty()
        || !arn.resource().startsWith("function:")) {
      throw SnsErrors.invalid("Lambda endpoint ARN");
    }
    if (!arn.accountId().equals(caller.accountId())) {
      throw SnsErrors.notSimulated("Endpoint Reason: A function of another account");
    }
    return arn.toString();
  }

  private static void checkSame(Subscription existing, Map<String, String> asked) {
    var shown = SubscriptionAttribute.shown(existing.attributes());
    if (!shown.entrySet().containsAll(asked.entrySet())) {
      throw SnsErrors.invalid(
          "Attributes Reason: Subscription already exists with different attributes");
    }
  }

  private static Subscription make(
      TopicArn topic, String endpoint, Map<String, String> attributes, Caller caller) {
    return Subscription.of(
        UUID.randomUUID().toString(),
        topic,
        caller.accountId(),
        endpoint,
        caller.principal().arn(),
        attributes);
  }
}
