package dev.triggerfish.eventbus.sns.publish;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.GroupCommit;
import dev.triggerfish.aws.storage.GroupCommit.Limits;
import dev.triggerfish.eventbus.delivery.OutboundEvent;
import dev.triggerfish.eventbus.delivery.Outbox;
import dev.triggerfish.eventbus.sns.subscription.Subscriptions;
import dev.triggerfish.eventbus.sns.topic.Topics;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Publishing to topics. */
@Configuration(proxyBeanMethods = false)
public class PublishConfiguration {

  private static final Limits PUBLICATIONS = new Limits(2_000, 500);

  @Bean
  SigningKeyStore signingKeyStore(Database eventBusDatabase) {
    return new SigningKeyStore(eventBusDatabase);
  }

  @Bean
  SigningCertificateController signingCertificateController(SigningKeyStore keys) {
    return new SigningCertificateController(keys);
  }

  /**
   * {@code triggerfish.endpoint-url}: where clients reach the platform, and with it the certificate
   * that notifications name; by default this process.
   */
  @Bean
  Notifications notifications(
      SigningKeyStore keys,
      @Value("${triggerfish.endpoint-url:http://localhost:${server.port:4566}}") URI endpoint) {
    return new Notifications(keys, endpoint);
  }

  @Bean
  Publisher publisher(
      Subscriptions subscriptions,
      Notifications notifications,
      GroupCommit<OutboundEvent, @Nullable Void> publicationCommit,
      EventJournal eventJournal,
      PlatformClock clock) {
    return new Publisher(subscriptions, notifications, publicationCommit, eventJournal, clock);
  }

  @Bean(destroyMethod = "close")
  GroupCommit<OutboundEvent, @Nullable Void> publicationCommit(
      Database eventBusDatabase, Outbox outbox) {
    return GroupCommit.withoutResults(
        "publication-commit",
        PUBLICATIONS,
        deliveries ->
            eventBusDatabase
                .transactions()
                .executeWithoutResult(_ -> deliveries.forEach(outbox::add)),
        _ -> {});
  }

  @Bean
  OperationGroup publish(Topics topics, Publisher publisher) {
    return new Publish(topics, publisher);
  }

  @Bean
  OperationGroup publishBatch(Topics topics, Publisher publisher) {
    return new PublishBatch(topics, publisher);
  }
}
