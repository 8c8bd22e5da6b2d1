package dev.triggerfish.eventbus.sns.topic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.authorization.ResourcePolicies;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.policy.NamedPolicy;
import dev.triggerfish.policy.Policy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Topics and their policies in memory, for those who publish. */
public final class Topics implements ResourcePolicies {

  private static final int MOST_IN_MEMORY = 10_000;

  private final TopicStore store;
  private final Cache<String, Optional<Known>> known =
      Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

  Topics(TopicStore store) {
    this.store = store;
  }

  /** The topic that a request names, or AWS's error. */
  public Topic existing(String arn, Caller caller) {
    return existing(TopicArn.of(arn, caller));
  }

  /** The topic of an ARN, or AWS's error. */
  public Topic existing(TopicArn arn) {
    var found = known.get(arn.toString(), this::load);
    return found.map(Known::topic).orElseThrow(SnsErrors::noTopic);
  }

  /** Has a topic read again; to be called when its change is durable. */
  void forget(TopicArn arn) {
    known.invalidate(arn.toString());
  }

  @Override
  public String service() {
    return "sns";
  }

  @Override
  public @Nullable NamedPolicy policyOf(String resourceArn) {
    return resourceArn.equals("*")
        ? null
        : known.get(resourceArn, this::load).map(Known::policy).orElse(null);
  }

  private Optional<Known> load(String arn) {
    return Optional.ofNullable(store.find(arn))
        .map(
            topic ->
                new Known(topic, new NamedPolicy("of topic " + arn, Policy.parse(topic.policy()))));
  }

  private record Known(Topic topic, NamedPolicy policy) {}
}
