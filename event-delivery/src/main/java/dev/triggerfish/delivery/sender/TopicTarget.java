package dev.triggerfish.delivery.sender;

import static java.util.stream.Collectors.toMap;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.delivery.sender.OutboundMessage.Attribute;
import dev.triggerfish.delivery.sender.SendOutcome.Delivered;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Topics of SNS. */
final class TopicTarget implements Target {

  @Override
  public String service() {
    return "sns";
  }

  @Override
  public Delivered send(
      AwsClients clients, SenderIdentity identity, Arn arn, OutboundMessage message) {
    var answer =
        identity
            .client(clients, SnsClient.class)
            .publish(
                request ->
                    request
                        .topicArn(arn.toString())
                        .message(new String(message.body(), StandardCharsets.UTF_8))
                        .messageAttributes(attributes(message.attributes()))
                        .overrideConfiguration(message.call()));
    return new Delivered("messageId", answer.messageId());
  }

  private static Map<String, MessageAttributeValue> attributes(Map<String, Attribute> attributes) {
    return attributes.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, attribute -> attribute(attribute.getValue())));
  }

  private static MessageAttributeValue attribute(Attribute attribute) {
    return MessageAttributeValue.builder()
        .dataType(attribute.type())
        .stringValue(attribute.value())
        .build();
  }
}
