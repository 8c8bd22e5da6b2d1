package dev.triggerfish.eventbus.s3.notification;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.client.AwsClients.ServiceIdentity;
import dev.triggerfish.eventbus.s3.bucket.Bucket;
import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** Whether S3 may invoke a function for a bucket, found out by asking without doing it. */
final class DestinationCheck {

  /** As whom S3 speaks. */
  static final String PRINCIPAL = "s3.amazonaws.com";

  private static final int SERVER_ERRORS = 500;

  private final AwsClients clients;

  DestinationCheck(AwsClients clients) {
    this.clients = clients;
  }

  /** Throws S3's error, which tells all of them, for functions that the bucket may not invoke. */
  void require(List<Notification> wanted, Bucket bucket) {
    var refusing =
        wanted.stream()
            .map(Notification::functionArn)
            .distinct()
            .filter(function -> !mayInvoke(function, bucket))
            .toList();
    if (!refusing.isEmpty()) {
      throw S3Errors.detailed(
          "InvalidArgument",
          400,
          "Unable to validate the following destination configurations",
          details(refusing));
    }
  }

  /** Numbered from 1; the "null" is S3's. */
  private static String[] details(List<String> functions) {
    var details = new ArrayList<String>();
    for (var function : functions) {
      var number = details.size() / 4 + 1;
      details.addAll(
          List.of(
              "ArgumentName" + number,
              function + ", null",
              "ArgumentValue" + number,
              "Not authorized to invoke function [" + function + "]"));
    }
    return details.toArray(String[]::new);
  }

  private boolean mayInvoke(String function, Bucket bucket) {
    var identity =
        new ServiceIdentity(PRINCIPAL, bucket.accountId(), bucket.region(), bucket.arn());
    try {
      clients
          .client(LambdaClient.class, identity)
          .invoke(r -> r.functionName(function).invocationType(InvocationType.DRY_RUN));
      return true;
    } catch (AwsServiceException e) {
      if (e.statusCode() >= SERVER_ERRORS) {
        throw e;
      }
      return false;
    }
  }
}
