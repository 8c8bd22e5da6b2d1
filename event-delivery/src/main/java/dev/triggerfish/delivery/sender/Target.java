package dev.triggerfish.delivery.sender;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.delivery.sender.SendOutcome.Delivered;

/** A kind of target: one class for each service whose ARNs something can be sent to. */
interface Target {

  /** The service as its ARNs name it. */
  String service();

  /**
   * Sends a message.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException for what was not taken
   */
  Delivered send(AwsClients clients, SenderIdentity identity, Arn arn, OutboundMessage message);
}
