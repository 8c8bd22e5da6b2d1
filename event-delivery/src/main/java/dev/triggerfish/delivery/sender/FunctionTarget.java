package dev.triggerfish.delivery.sender;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.delivery.sender.SendOutcome.Delivered;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** Functions, versions and aliases, which Lambda queues the event for. */
final class FunctionTarget implements Target {

  @Override
  public String service() {
    return "lambda";
  }

  @Override
  public Delivered send(
      AwsClients clients, SenderIdentity identity, Arn arn, OutboundMessage message) {
    var answer =
        identity
            .client(clients, LambdaClient.class)
            .invoke(
                request ->
                    request
                        .functionName(arn.toString())
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromByteArrayUnsafe(message.body()))
                        .overrideConfiguration(message.call()));
    return new Delivered("requestId", answer.responseMetadata().requestId());
  }
}
