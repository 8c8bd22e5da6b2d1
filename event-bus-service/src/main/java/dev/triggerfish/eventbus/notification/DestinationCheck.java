package dev.triggerfish.eventbus.notification;

import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.client.AwsClients.ServiceIdentity;
import dev.triggerfish.eventbus.bucket.Bucket;
import dev.triggerfish.eventbus.bucket.S3Errors;
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

  /** Throws S3's error unless the function is there and lets this bucket invoke it. */
  void require(Notification notification, Bucket bucket) {
    var identity =
        new ServiceIdentity(PRINCIPAL, bucket.accountId(), bucket.region(), bucket.arn());
    try {
      clients
          .client(LambdaClient.class, identity)
          .invoke(
              r ->
                  r.functionName(notification.functionArn())
                      .invocationType(InvocationType.DRY_RUN));
    } catch (AwsServiceException e) {
      if (e.statusCode() >= SERVER_ERRORS) {
        throw e;
      }
      throw S3Errors.invalidArgument("Unable to validate the following destination configurations");
    }
  }
}
