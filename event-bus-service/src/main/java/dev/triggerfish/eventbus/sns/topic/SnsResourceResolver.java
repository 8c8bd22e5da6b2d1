package dev.triggerfish.eventbus.sns.topic;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.policy.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Topics are named by their name when they are made, as a target, and by subscriptions. */
final class SnsResourceResolver implements ResourceResolver {

  private static final int ELEMENTS_OF_TOPIC = 6;

  @Override
  public String service() {
    return "sns";
  }

  @Override
  public @Nullable String resolve(String template, SdkRequest request, Caller caller) {
    return switch (template) {
      case "{Name}" ->
          Arn.of("sns", caller.region(), caller.accountId(), member(request, "Name")).toString();
      case "{TopicArn}" -> {
        var topic = member(request, "TopicArn");
        yield topic.isEmpty() ? member(request, "TargetArn") : topic;
      }
      case "{SubscriptionArn}" -> topic(member(request, "SubscriptionArn"));
      default -> null;
    };
  }

  private static String member(SdkRequest request, String name) {
    return request.getValueForField(name, String.class).orElse("");
  }

  private static String topic(String subscriptionArn) {
    var last = subscriptionArn.lastIndexOf(':');
    return subscriptionArn.split(":", -1).length > ELEMENTS_OF_TOPIC
        ? subscriptionArn.substring(0, last)
        : subscriptionArn;
  }

  /**
   * {@code aws:SourceOwner}, on which the policy depends that topics are born with, is the account
   * for which a service acts; nobody else has it.
   *
   * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html">AWS
   *     </a>
   */
  @Override
  public Map<String, List<String>> conditionKeys(SdkRequest request, Caller caller) {
    return caller.principal() instanceof Principal.Service
        ? Map.of("aws:sourceowner", List.of(caller.accountId()))
        : Map.of();
  }
}
