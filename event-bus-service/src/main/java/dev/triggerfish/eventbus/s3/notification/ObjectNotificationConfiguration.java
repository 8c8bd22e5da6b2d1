package dev.triggerfish.eventbus.s3.notification;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.delivery.Outbox;
import dev.triggerfish.eventbus.s3.bucket.BucketStore;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import dev.triggerfish.eventbus.s3.object.ObjectListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whom buckets notify. */
@Configuration(proxyBeanMethods = false)
public class ObjectNotificationConfiguration {

  @Bean
  Notifications bucketNotifications(BucketStore bucketStore) {
    return new Notifications(bucketStore);
  }

  @Bean
  ObjectListener objectNotifier(
      Notifications bucketNotifications, Outbox outbox, EventJournal eventJournal) {
    return new ObjectNotifier(bucketNotifications, outbox, eventJournal);
  }

  @Bean
  OperationGroup bucketNotificationOperations(
      Buckets buckets, Notifications bucketNotifications, AwsClients clients) {
    return new NotificationOperations(buckets, bucketNotifications, new DestinationCheck(clients));
  }
}
