package dev.triggerfish.eventbus;

import dev.triggerfish.eventbus.bucket.BucketConfiguration;
import dev.triggerfish.eventbus.bucketpolicy.BucketPolicyConfiguration;
import dev.triggerfish.eventbus.delivery.DeliveryConfiguration;
import dev.triggerfish.eventbus.multipart.MultipartConfiguration;
import dev.triggerfish.eventbus.notification.ObjectNotificationConfiguration;
import dev.triggerfish.eventbus.object.ObjectConfiguration;
import dev.triggerfish.eventbus.publish.PublishConfiguration;
import dev.triggerfish.eventbus.storage.EventBusStorageConfiguration;
import dev.triggerfish.eventbus.subscription.SubscriptionConfiguration;
import dev.triggerfish.eventbus.topic.TopicConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** SNS, S3, SQS, DynamoDB and its Streams: their features, whichever process they run in. */
@Configuration(proxyBeanMethods = false)
@Import({
  EventBusStorageConfiguration.class,
  DeliveryConfiguration.class,
  BucketConfiguration.class,
  BucketPolicyConfiguration.class,
  ObjectConfiguration.class,
  MultipartConfiguration.class,
  ObjectNotificationConfiguration.class,
  TopicConfiguration.class,
  SubscriptionConfiguration.class,
  PublishConfiguration.class
})
public class EventBusService {}
