package dev.triggerfish.eventbus.sns.subscription;

import dev.triggerfish.eventbus.sns.filterpolicy.FilterPolicy;
import dev.triggerfish.eventbus.sns.topic.TopicArn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function that wants a topic's messages.
 *
 * @param id a UUID, the last part of the ARN
 * @param topic whose messages
 * @param accountId of its owner
 * @param endpoint ARN of the function, with a qualifier if it has one
 * @param principal ARN of who subscribed
 * @param attributes as they were set
 * @param filter which messages; null for all
 * @param deadLetterTargetArn where those go that cannot be delivered, if anywhere
 */
public record Subscription(
    String id,
    TopicArn topic,
    String accountId,
    String endpoint,
    String principal,
    Map<String, String> attributes,
    @Nullable FilterPolicy filter,
    @Nullable String deadLetterTargetArn) {

  static final String PROTOCOL = "lambda";

  public Subscription {
    attributes = Map.copyOf(attributes);
  }

  static Subscription of(
      String id,
      TopicArn topic,
      String accountId,
      String endpoint,
      String principal,
      Map<String, String> attributes) {
    return new Subscription(
        id,
        topic,
        accountId,
        endpoint,
        principal,
        attributes,
        SubscriptionAttribute.filter(attributes),
        SubscriptionAttribute.deadLetterTarget(attributes));
  }

  /** The topic's ARN and the id. */
  public String arn() {
    return topic + ":" + id;
  }
}
