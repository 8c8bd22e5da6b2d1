package dev.triggerfish.eventbus.sqs.queue;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.operation.ResourceResolver;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.ServiceStorage;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** SQS queues. */
@Configuration(proxyBeanMethods = false)
public class QueueConfiguration {

  /** SQS's own, so that its migrations, connections and files are nobody else's. */
  @Bean
  Database sqsDatabase(ServiceStorage storage) {
    return storage.database("sqs");
  }

  @Bean
  QueueStore queueStore(Database sqsDatabase) {
    return new QueueStore(sqsDatabase);
  }

  @Bean
  QueuePolicies queuePolicies(QueueStore store) {
    return new QueuePolicies(store);
  }

  @Bean
  ResourceResolver sqsResourceResolver(QueueUrls urls) {
    return new SqsResourceResolver(urls);
  }

  /**
   * {@code triggerfish.endpoint-url}: the public endpoint, which queue URLs name when a request
   * does not say by which name its client knows it.
   */
  @Bean
  QueueUrls queueUrls(
      @Value("${triggerfish.endpoint-url:http://localhost:${server.port:4566}}") URI endpoint) {
    return new QueueUrls(endpoint);
  }

  @Bean
  OperationGroup queueLifecycle(
      QueueStore store, QueuePolicies policies, QueueUrls urls, PlatformClock clock) {
    return new QueueLifecycle(store, policies, urls, clock);
  }

  @Bean
  OperationGroup queueListing(QueueStore store, QueueUrls urls) {
    return new QueueListing(store, urls);
  }
}
