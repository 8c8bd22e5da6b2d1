package dev.triggerfish.eventbus.sns.subscription;

import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.eventbus.sns.topic.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Subscriptions to topics. */
@Configuration(proxyBeanMethods = false)
public class SubscriptionConfiguration {

  @Bean
  SubscriptionStore subscriptionStore(Database eventBusDatabase) {
    return new SubscriptionStore(eventBusDatabase);
  }

  @Bean
  Subscriptions subscriptions(SubscriptionStore store) {
    return new Subscriptions(store);
  }

  @Bean
  OperationGroup subscribe(SubscriptionStore store, Subscriptions subscriptions) {
    return new Subscribe(store, subscriptions);
  }

  @Bean
  OperationGroup unsubscribe(SubscriptionStore store, Subscriptions subscriptions) {
    return new Unsubscribe(store, subscriptions);
  }

  @Bean
  OperationGroup subscriptionAttributes(SubscriptionStore store, Subscriptions subscriptions) {
    return new SubscriptionAttributes(store, subscriptions);
  }

  @Bean
  OperationGroup subscriptionListing(SubscriptionStore store, Topics topics) {
    return new SubscriptionListing(store, topics);
  }
}
