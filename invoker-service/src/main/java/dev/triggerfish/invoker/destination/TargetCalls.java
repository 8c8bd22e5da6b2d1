package dev.triggerfish.invoker.destination;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.aws.client.AwsClients;
import dev.triggerfish.aws.client.AwsClients.SessionIdentity;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.invoker.destination.Completion.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** The calls that hand an event on, one for each kind of target. */
final class TargetCalls {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH.mm.ss").withZone(ZoneOffset.UTC);

  /** Characters of an error's message in a dead letter; AWS says 1 KB. */
  private static final int MESSAGE_LENGTH = 1_024;

  private final AwsClients clients;

  TargetCalls(AwsClients clients) {
    this.clients = clients;
  }

  Delivery invoke(SessionIdentity session, EndedEvent event, String functionArn) {
    var answer =
        clients
            .client(LambdaClient.class, session)
            .invoke(
                request ->
                    request
                        .functionName(functionArn)
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(DestinationRecord.of(event)))
                        .overrideConfiguration(traced(event)));
    return new Delivery.Delivered("requestId", answer.responseMetadata().requestId());
  }

  Delivery publish(SessionIdentity session, EndedEvent event, String topicArn, Kind kind) {
    var letter = kind == Kind.DEAD_LETTER;
    var answer =
        clients
            .client(SnsClient.class, session)
            .publish(
                request ->
                    request
                        .topicArn(topicArn)
                        .message(
                            letter
                                ? new String(event.payload(), StandardCharsets.UTF_8)
                                : DestinationRecord.of(event))
                        .messageAttributes(letter ? attributes(event) : Map.of())
                        .overrideConfiguration(traced(event)));
    return new Delivery.Delivered("messageId", answer.messageId());
  }

  private static Map<String, MessageAttributeValue> attributes(EndedEvent event) {
    var error = event.completion().error();
    var message = error.message();
    return Map.of(
        "RequestID", attribute("String", event.requestId()),
        "ErrorCode", attribute("Number", Integer.toString(error.code())),
        "ErrorMessage",
            attribute("String", message.substring(0, Math.min(message.length(), MESSAGE_LENGTH))));
  }

  private static MessageAttributeValue attribute(String type, String value) {
    return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
  }

  Delivery put(SessionIdentity session, EndedEvent event, Arn bucket) {
    var at = Instant.ofEpochMilli(event.completion().at());
    // The same one if it has to be sent again.
    var key =
        "aws/lambda/async/"
            + event.function().name()
            + "/"
            + DAY.format(at)
            + "/"
            + SECOND.format(at)
            + "-"
            + UUID.nameUUIDFromBytes(event.requestId().getBytes(StandardCharsets.UTF_8));
    clients
        .client(S3Client.class, session)
        .putObject(
            request ->
                request
                    .bucket(bucket.resource())
                    .key(key)
                    .contentType("application/json")
                    .overrideConfiguration(traced(event)),
            RequestBody.fromString(DestinationRecord.of(event)));
    return new Delivery.Delivered("key", bucket.resource() + "/" + key);
  }

  private static AwsRequestOverrideConfiguration traced(EndedEvent event) {
    return AwsRequestOverrideConfiguration.builder()
        .putHeader(Caller.TRACE_HEADER, event.traceHeader())
        .build();
  }
}
