package dev.triggerfish.eventbus.sns.topic;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.aws.storage.Database;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** SNS topics. */
@Configuration(proxyBeanMethods = false)
public class TopicConfiguration {

  @Bean
  TopicStore topicStore(Database eventBusDatabase) {
    return new TopicStore(eventBusDatabase);
  }

  @Bean
  Topics topics(TopicStore store) {
    return new Topics(store);
  }

  @Bean
  ResourceResolver snsResourceResolver() {
    return new SnsResourceResolver();
  }

  @Bean
  OperationGroup topicLifecycle(
      TopicStore store, Topics topics, ObjectProvider<TopicWatcher> watchers, PlatformClock clock) {
    return new TopicLifecycle(store, topics, watchers.stream().toList(), clock);
  }

  @Bean
  OperationGroup topicListing(TopicStore store) {
    return new TopicListing(store);
  }

  @Bean
  OperationGroup topicAttributes(TopicStore store, Topics topics) {
    return new TopicAttributes(store, topics);
  }

  @Bean
  OperationGroup topicPermissions(TopicStore store, Topics topics) {
    return new TopicPermissions(store, topics);
  }

  @Bean
  OperationGroup topicTags(TopicStore store, Topics topics) {
    return new TopicTags(store, topics);
  }
}
