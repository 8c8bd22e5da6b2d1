package dev.triggerfish.eventbus.s3.notification;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.eventbus.s3.bucket.Bucket;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;

/** What S3 demands of a bucket's notifications, but that their destinations can be reached. */
final class NotificationRules {

  private static final int MOST = 100;
  private static final int LONGEST_FILTER = 1024;

  private NotificationRules() {}

  /** Reads a bucket's new notifications, or throws S3's error. */
  static List<Notification> read(List<LambdaFunctionConfiguration> given, Bucket bucket) {
    if (given.size() > MOST) {
      throw AwsErrors.of(
          "TooManyConfigurations",
          400,
          "You are attempting to create more than " + MOST + " notification configurations");
    }
    var notifications = new ArrayList<Notification>();
    var ids = new HashSet<String>();
    for (var each : given) {
      var notification = read(each, bucket);
      if (!ids.add(notification.id())) {
        throw S3Errors.invalidArgument(
            "Same ID used for multiple configurations. IDs must be unique");
      }
      if (notifications.stream().anyMatch(notification::overlaps)) {
        throw S3Errors.invalidArgument(
            "Configurations overlap. Configurations on the same bucket cannot share a common event"
                + " type.");
      }
      notifications.add(notification);
    }
    return notifications;
  }

  private static Notification read(LambdaFunctionConfiguration given, Bucket bucket) {
    requireFunction(given.lambdaFunctionArn(), bucket);
    if (given.events().isEmpty() || given.events().contains(Event.UNKNOWN_TO_SDK_VERSION)) {
      throw S3Errors.invalidArgument("A specified event is not supported for notifications.");
    }
    @Nullable String prefix = null;
    @Nullable String suffix = null;
    for (var rule : rules(given)) {
      var isPrefix = isPrefix(rule);
      if ((isPrefix ? prefix : suffix) != null) {
        var kind = isPrefix ? "prefix" : "suffix";
        throw S3Errors.invalidArgument(
            "Cannot specify more than one " + kind + " rule in a filter.");
      }
      if (isPrefix) {
        prefix = rule.value();
      } else {
        suffix = rule.value();
      }
    }
    var id = given.id() == null || given.id().isEmpty() ? UUID.randomUUID().toString() : given.id();
    return new Notification(id, given.lambdaFunctionArn(), given.eventsAsStrings(), prefix, suffix);
  }

  private static List<FilterRule> rules(LambdaFunctionConfiguration given) {
    return given.filter() == null || given.filter().key() == null
        ? List.of()
        : given.filter().key().filterRules();
  }

  private static boolean isPrefix(FilterRule rule) {
    if (rule.name() == null || rule.value() == null) {
      throw AwsErrors.of(
          "MalformedXML",
          400,
          "The XML you provided was not well-formed or did not validate against our published"
              + " schema");
    }
    var name = rule.nameAsString().toLowerCase(Locale.ROOT);
    if (!name.equals("prefix") && !name.equals("suffix")) {
      throw S3Errors.invalidArgument(
          "filter rule name must be either prefix or suffix",
          "FilterRule.Name",
          rule.nameAsString());
    }
    if (rule.value().length() > LONGEST_FILTER) {
      throw S3Errors.invalidArgument(
          "Size of filter rule value cannot exceed " + LONGEST_FILTER + " bytes in UTF-8");
    }
    return name.equals("prefix");
  }

  private static void requireFunction(@Nullable String text, Bucket bucket) {
    var arn = text == null ? null : Arn.parse(text);
    if (arn == null || !arn.service().equals("lambda") || !arn.resource().startsWith("function:")) {
      throw S3Errors.invalidArgument("The ARN could not be parsed", "CloudFunction", text);
    }
    if (!arn.region().equals(bucket.region())) {
      throw S3Errors.invalidArgument(
          "The notification destination service region is not valid for the bucket location"
              + " constraint");
    }
  }
}
