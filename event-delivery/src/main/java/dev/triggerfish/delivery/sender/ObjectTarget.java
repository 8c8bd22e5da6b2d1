package dev.triggerfish.delivery.sender;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.delivery.sender.SendOutcome.Delivered;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects of S3, which are written: {@code arn:aws:s3:::bucket/key}. */
final class ObjectTarget implements Target {

  @Override
  public String service() {
    return "s3";
  }

  @Override
  public Delivered send(
      AwsClients clients, SenderIdentity identity, Arn arn, OutboundMessage message) {
    var slash = arn.resource().indexOf('/');
    var bucket = arn.resource().substring(0, Math.max(0, slash));
    var key = arn.resource().substring(slash + 1);
    identity
        .client(clients, S3Client.class)
        .putObject(
            request ->
                request
                    .bucket(bucket)
                    .key(key)
                    .contentType("application/json")
                    .overrideConfiguration(message.call()),
            RequestBody.fromBytes(message.body()));
    return new Delivered("key", arn.resource());
  }
}
