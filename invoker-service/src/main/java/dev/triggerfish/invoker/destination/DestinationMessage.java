package dev.triggerfish.invoker.destination;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.delivery.sender.OutboundMessage;
import dev.triggerfish.delivery.sender.OutboundMessage.Attribute;
import dev.triggerfish.invoker.destination.Completion.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;

/**
 * What is sent of an ended event, and where to: the record of it, or the event as a dead letter.
 */
final class DestinationMessage {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH.mm.ss").withZone(ZoneOffset.UTC);

  /** Characters of an error's message in a dead letter; AWS says 1 KB. */
  private static final int MESSAGE_LENGTH = 1_024;

  private DestinationMessage() {}

  static OutboundMessage of(EndedEvent event, Kind kind) {
    return switch (kind) {
      case DESTINATION ->
          new OutboundMessage(
              DestinationRecord.of(event).getBytes(StandardCharsets.UTF_8), event.traceHeader());
      case DEAD_LETTER ->
          new OutboundMessage(event.payload(), attributes(event), event.traceHeader());
    };
  }

  private static Map<String, Attribute> attributes(EndedEvent event) {
    var error = event.completion().error();
    var message = error.message();
    return Map.of(
        "RequestID", new Attribute("String", event.requestId()),
        "ErrorCode", new Attribute("Number", Integer.toString(error.code())),
        "ErrorMessage",
            new Attribute(
                "String", message.substring(0, Math.min(message.length(), MESSAGE_LENGTH))));
  }

  /** The target's ARN; in a bucket, that of an object, the same one if it has to be sent again. */
  static String arn(EndedEvent event, Arn target) {
    if (!target.service().equals("s3")) {
      return target.toString();
    }
    var at = Instant.ofEpochMilli(event.completion().at());
    return target
        + "/aws/lambda/async/"
        + event.function().name()
        + "/"
        + DAY.format(at)
        + "/"
        + SECOND.format(at)
        + "-"
        + UUID.nameUUIDFromBytes(event.requestId().getBytes(StandardCharsets.UTF_8));
  }
}
