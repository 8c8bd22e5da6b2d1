package dev.triggerfish.eventbus.sqs.queue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.authorization.ResourcePolicies;
import dev.triggerfish.policy.NamedPolicy;
import dev.triggerfish.policy.Policy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policies of queues, in memory. */
final class QueuePolicies implements ResourcePolicies {

  private static final int MOST_IN_MEMORY = 10_000;

  private final QueueStore store;
  private final Cache<String, Optional<NamedPolicy>> policies =
      Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

  QueuePolicies(QueueStore store) {
    this.store = store;
  }

  /** Has a queue's policy read again; to be called when its change is durable. */
  void forget(QueueKey key) {
    policies.invalidate(key.arn());
  }

  @Override
  public String service() {
    return "sqs";
  }

  @Override
  public @Nullable NamedPolicy policyOf(String resourceArn) {
    return policies.get(resourceArn, this::load).orElse(null);
  }

  private Optional<NamedPolicy> load(String text) {
    var arn = Arn.parse(text);
    var queue = arn == null ? null : store.find(QueueKey.of(arn));
    var document = queue == null ? null : queue.attributes().get(QueueAttribute.POLICY.wireName());
    return Optional.ofNullable(document)
        .map(policy -> new NamedPolicy("of queue " + text, Policy.parse(policy)));
  }
}
