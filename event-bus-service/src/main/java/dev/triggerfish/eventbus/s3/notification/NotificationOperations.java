package dev.triggerfish.eventbus.s3.notification;

import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.eventbus.s3.bucket.Buckets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationResponse;

/** Saying whom a bucket notifies, and asking. */
final class NotificationOperations implements OperationGroup {

  private final Buckets buckets;
  private final Notifications notifications;
  private final DestinationCheck destinations;

  NotificationOperations(
      Buckets buckets, Notifications notifications, DestinationCheck destinations) {
    this.buckets = buckets;
    this.notifications = notifications;
    this.destinations = destinations;
  }

  /**
   * Puts a whole new configuration in the place of the present one; an empty one ends all
   * notification.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html">
   *     AWS</a>
   */
  @AwsOperation(
      action = "s3:PutBucketNotification",
      resource = "arn:aws:s3:::{Bucket}",
      acts = {
        "Bucket",
        "NotificationConfiguration",
        "ExpectedBucketOwner",
        "SkipDestinationValidation"
      },
      refused = {
        "NotificationConfiguration.TopicConfigurations",
        "NotificationConfiguration.QueueConfigurations",
        "NotificationConfiguration.EventBridgeConfiguration"
      })
  PutBucketNotificationConfigurationResponse putBucketNotificationConfiguration(
      PutBucketNotificationConfigurationRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    var given = request.notificationConfiguration();
    if (given.eventBridgeConfiguration() != null) {
      // An empty structure switches it on, which a declaration takes for none.
      throw AwsErrors.of(
          "NotImplemented", 501, "Triggerfish does not simulate EventBridgeConfiguration yet");
    }
    var wanted = NotificationRules.read(given.lambdaFunctionConfigurations(), bucket);
    if (!Boolean.TRUE.equals(request.skipDestinationValidation())) {
      destinations.require(wanted, bucket);
    }
    notifications.set(bucket.id(), wanted);
    return PutBucketNotificationConfigurationResponse.builder().build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html">
   * AWS</a>.
   */
  @AwsOperation(
      action = "s3:GetBucketNotification",
      resource = "arn:aws:s3:::{Bucket}",
      acts = {"Bucket", "ExpectedBucketOwner"})
  GetBucketNotificationConfigurationResponse getBucketNotificationConfiguration(
      GetBucketNotificationConfigurationRequest request, Caller caller) {
    var bucket = buckets.named(request.bucket(), request.expectedBucketOwner(), caller);
    var shown = notifications.of(bucket.id()).stream().map(NotificationOperations::shown).toList();
    return GetBucketNotificationConfigurationResponse.builder()
        .lambdaFunctionConfigurations(shown.isEmpty() ? null : shown)
        .build();
  }

  private static LambdaFunctionConfiguration shown(Notification notification) {
    var rules = rules(notification);
    return LambdaFunctionConfiguration.builder()
        .id(notification.id())
        .lambdaFunctionArn(notification.functionArn())
        .eventsWithStrings(notification.events())
        .filter(
            rules.isEmpty()
                ? null
                : NotificationConfigurationFilter.builder()
                    .key(key -> key.filterRules(rules))
                    .build())
        .build();
  }

  /** S3 writes the names of rules with a capital, however they came. */
  private static List<FilterRule> rules(Notification notification) {
    var rules = new ArrayList<FilterRule>();
    if (notification.prefix() != null) {
      rules.add(FilterRule.builder().name("Prefix").value(notification.prefix()).build());
    }
    if (notification.suffix() != null) {
      rules.add(FilterRule.builder().name("Suffix").value(notification.suffix()).build());
    }
    return rules;
  }
}
