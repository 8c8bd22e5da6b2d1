package dev.triggerfish.eventbus;

import dev.triggerfish.eventbus.delivery.DeliveryConfiguration;
import dev.triggerfish.eventbus.dynamodb.access.AccessConfiguration;
import dev.triggerfish.eventbus.dynamodb.metric.TableMetricsConfiguration;
import dev.triggerfish.eventbus.dynamodb.partiql.PartiQlConfiguration;
import dev.triggerfish.eventbus.dynamodb.read.ReadConfiguration;
import dev.triggerfish.eventbus.dynamodb.row.RowConfiguration;
import dev.triggerfish.eventbus.dynamodb.storage.DynamoDbStorageConfiguration;
import dev.triggerfish.eventbus.dynamodb.stream.StreamConfiguration;
import dev.triggerfish.eventbus.dynamodb.table.TableConfiguration;
import dev.triggerfish.eventbus.dynamodb.write.WriteConfiguration;
import dev.triggerfish.eventbus.s3.bucket.BucketConfiguration;
import dev.triggerfish.eventbus.s3.bucketpolicy.BucketPolicyConfiguration;
import dev.triggerfish.eventbus.s3.multipart.MultipartConfiguration;
import dev.triggerfish.eventbus.s3.notification.ObjectNotificationConfiguration;
import dev.triggerfish.eventbus.s3.object.ObjectConfiguration;
import dev.triggerfish.eventbus.sns.publish.PublishConfiguration;
import dev.triggerfish.eventbus.sns.subscription.SubscriptionConfiguration;
import dev.triggerfish.eventbus.sns.topic.TopicConfiguration;
import dev.triggerfish.eventbus.sqs.queue.QueueConfiguration;
import dev.triggerfish.eventbus.storage.EventBusStorageConfiguration;
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
  PublishConfiguration.class,
  QueueConfiguration.class,
  DynamoDbStorageConfiguration.class,
  TableConfiguration.class,
  StreamConfiguration.class,
  RowConfiguration.class,
  ReadConfiguration.class,
  WriteConfiguration.class,
  PartiQlConfiguration.class,
  AccessConfiguration.class,
  TableMetricsConfiguration.class,
})
public class EventBusService {}
