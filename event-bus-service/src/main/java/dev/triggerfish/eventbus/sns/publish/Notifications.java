package dev.triggerfish.eventbus.sns.publish;

import dev.triggerfish.eventbus.sns.subscription.Subscription;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what functions are given.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html">Invoking Lambda
 *     functions with Amazon SNS notifications</a>
 */
final class Notifications {

  /**
   * Functions are told version 1 whatever the topic's is, though the signature is of the topic's:
   * so does AWS.
   */
  private static final String TOLD_VERSION = "1";

  private final SigningKeyStore keys;
  private final URI publicEndpoint;

  /**
   * @param publicEndpoint where clients reach the platform
   */
  Notifications(SigningKeyStore keys, URI publicEndpoint) {
    this.keys = keys;
    this.publicEndpoint = publicEndpoint;
  }

  /** Signs a message, once for all of its subscriptions. */
  Signed signed(Publication publication) {
    var algorithm =
        publication.topic().signatureVersion().equals("2") ? "SHA256withRSA" : "SHA1withRSA";
    var key = keys.current();
    return new Signed(
        publication,
        key.sign(publication.toBeSigned(), algorithm),
        publicEndpoint.resolve(SigningCertificateController.PATH + key.id() + ".pem").toString());
  }

  /** The event for one subscription. */
  byte[] event(Signed signed, Subscription subscription) {
    var bytes = new ByteArrayOutputStream(1024 + signed.publication().message().text().length());
    try (var out = JsonMapper.shared().createGenerator(bytes)) {
      out.writeStartObject();
      out.writeArrayPropertyStart("Records");
      out.writeStartObject();
      out.writeStringProperty("EventSource", "aws:sns");
      out.writeStringProperty("EventVersion", "1.0");
      out.writeStringProperty("EventSubscriptionArn", subscription.arn());
      out.writeObjectPropertyStart("Sns");
      notification(out, signed, subscription);
      out.writeEndObject();
      out.writeEndObject();
      out.writeEndArray();
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private void notification(JsonGenerator out, Signed signed, Subscription subscription) {
    var publication = signed.publication();
    var message = publication.message();
    out.writeStringProperty("Type", "Notification");
    out.writeStringProperty("MessageId", publication.messageId());
    out.writeStringProperty("TopicArn", publication.topic().arn().toString());
    out.writeName("Subject");
    out.writeString(message.subject());
    out.writeStringProperty("Message", message.text());
    out.writeStringProperty("Timestamp", publication.timestamp());
    out.writeStringProperty("SignatureVersion", TOLD_VERSION);
    out.writeStringProperty("Signature", signed.signature());
    out.writeStringProperty("SigningCertUrl", signed.certificateUrl());
    out.writeStringProperty(
        "UnsubscribeUrl",
        publicEndpoint
            .resolve("/?Action=Unsubscribe&SubscriptionArn=" + subscription.arn())
            .toString());
    attributes(out, message.attributes());
  }

  private static void attributes(JsonGenerator out, Map<String, MessageAttributeValue> attributes) {
    out.writeObjectPropertyStart("MessageAttributes");
    attributes.forEach(
        (name, value) -> {
          out.writeObjectPropertyStart(name);
          out.writeStringProperty("Type", value.dataType());
          out.writeStringProperty("Value", text(value));
          out.writeEndObject();
        });
    out.writeEndObject();
  }

  private static String text(MessageAttributeValue value) {
    var binary = value.binaryValue();
    return binary != null && value.dataType().startsWith("Binary")
        ? Base64.getEncoder().encodeToString(binary.asByteArrayUnsafe())
        : Objects.requireNonNullElse(value.stringValue(), "");
  }

  /**
   * A message with its signature.
   *
   * @param signature Base64
   * @param certificateUrl where the certificate is
   */
  record Signed(Publication publication, String signature, String certificateUrl) {}
}
