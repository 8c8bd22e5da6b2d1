package dev.triggerfish.eventbus.sns.subscription;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.eventbus.sns.topic.TopicArn;
import dev.triggerfish.eventbus.sns.topic.TopicWatcher;
import java.util.List;

/** Topics' subscriptions in memory, their filters read, for those who publish. */
public final class Subscriptions implements TopicWatcher {

  private static final int MOST_IN_MEMORY = 100_000;

  private final SubscriptionStore store;
  private final Cache<String, List<Subscription>> byTopic =
      Caffeine.newBuilder()
          .maximumWeight(MOST_IN_MEMORY)
          .weigher((String _, List<Subscription> subscriptions) -> 1 + subscriptions.size())
          .build();

  Subscriptions(SubscriptionStore store) {
    this.store = store;
  }

  /** All subscriptions of a topic. */
  public List<Subscription> of(TopicArn topic) {
    return byTopic.get(topic.toString(), store::ofTopic);
  }

  /** Has them read again; to be called when a change is durable. */
  void forget(TopicArn topic) {
    byTopic.invalidate(topic.toString());
  }

  @Override
  public void deleted(TopicArn topic) {
    forget(topic);
  }
}
