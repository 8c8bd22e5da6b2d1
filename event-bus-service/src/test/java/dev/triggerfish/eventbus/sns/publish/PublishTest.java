package dev.triggerfish.eventbus.sns.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.contracts.EventHop.Step;
import dev.triggerfish.eventbus.delivery.DeliveryConfiguration;
import dev.triggerfish.eventbus.fixture.EventBusContext;
import dev.triggerfish.eventbus.fixture.SnsOperations;
import dev.triggerfish.eventbus.sns.subscription.SubscriptionConfiguration;
import dev.triggerfish.eventbus.sns.topic.TopicConfiguration;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnEachDatabase("event-bus")
class PublishTest {

  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:receiver";

  private final EventBusContext context;
  private final SnsOperations sns;

  PublishTest(TestDatabase database) {
    context =
        new EventBusContext(
            database,
            DeliveryConfiguration.class,
            TopicConfiguration.class,
            SubscriptionConfiguration.class,
            PublishConfiguration.class);
    sns = new SnsOperations(context.beans(OperationGroup.class));
  }

  @AfterEach
  void close() {
    context.close();
  }

  private JsonNode received() {
    await().untilAsserted(() -> assertThat(context.lambda().taken()).hasSize(1));
    var event = JsonMapper.shared().readTree(context.lambda().taken().getFirst().payload());
    return event.path("Records").path(0);
  }

  @Test
  void givesFunctionsTheEventThatAwsGives() {
    var topic = sns.createTopic("orders", Map.of());
    var subscription = sns.subscribe(topic, FUNCTION, Map.of());
    var id =
        sns.publish(
            PublishRequest.builder()
                .topicArn(topic)
                .message("Hello \"world\"\n\u00e9")
                .messageAttributes(
                    Map.of(
                        "text",
                        MessageAttributeValue.builder().dataType("String").stringValue("v").build(),
                        "bytes",
                        MessageAttributeValue.builder()
                            .dataType("Binary")
                            .binaryValue(SdkBytes.fromUtf8String("b"))
                            .build()))
                .build());
    var record = received();
    assertThat(record.propertyNames())
        .containsExactly("EventSource", "EventVersion", "EventSubscriptionArn", "Sns");
    assertThat(record.path("EventSource").asString()).isEqualTo("aws:sns");
    assertThat(record.path("EventVersion").asString()).isEqualTo("1.0");
    assertThat(record.path("EventSubscriptionArn").asString()).isEqualTo(subscription);
    var notification = record.path("Sns");
    assertThat(notification.propertyNames())
        .containsExactly(
            "Type",
            "MessageId",
            "TopicArn",
            "Subject",
            "Message",
            "Timestamp",
            "SignatureVersion",
            "Signature",
            "SigningCertUrl",
            "UnsubscribeUrl",
            "MessageAttributes");
    assertThat(notification.path("MessageId").asString()).isEqualTo(id);
    assertThat(notification.path("TopicArn").asString()).isEqualTo(topic);
    assertThat(notification.path("Subject").isNull()).isTrue();
    assertThat(notification.path("Message").asString()).isEqualTo("Hello \"world\"\n\u00e9");
    assertThat(notification.path("Timestamp").asString()).isEqualTo("2026-11-22T10:00:00.000Z");
    assertThat(notification.path("UnsubscribeUrl").asString())
        .endsWith("/?Action=Unsubscribe&SubscriptionArn=" + subscription);
    assertThat(notification.path("MessageAttributes").toString())
        .contains("\"text\":{\"Type\":\"String\",\"Value\":\"v\"}")
        .contains("\"bytes\":{\"Type\":\"Binary\",\"Value\":\"Yg==\"}");
  }

  /** As AWS describes it, with the certificate from where the notification says it is. */
  @ParameterizedTest
  @CsvSource({"1, SHA1withRSA", "2, SHA256withRSA"})
  void signsNotificationsAsTheTopicSays(String version, String algorithm) throws Exception {
    var topic = sns.createTopic("orders", Map.of("SignatureVersion", version));
    sns.subscribe(topic, FUNCTION, Map.of());
    sns.publish(
        PublishRequest.builder().topicArn(topic).message("Hello").subject("A subject").build());
    var notification = received().path("Sns");
    // Functions are told 1 in both cases, as recorded.
    assertThat(notification.path("SignatureVersion").asString()).isEqualTo("1");

    var signed = new StringBuilder();
    for (var name : List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")) {
      signed.append(name).append('\n').append(notification.path(name).asString()).append('\n');
    }
    var certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(
                    certificate(notification.path("SigningCertUrl").asString())
                        .getBytes(StandardCharsets.US_ASCII)));
    certificate.verify(certificate.getPublicKey());
    var signature = Signature.getInstance(algorithm);
    signature.initVerify(certificate);
    signature.update(signed.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(
            signature.verify(Base64.getDecoder().decode(notification.path("Signature").asString())))
        .isTrue();
  }

  private String certificate(String url) {
    var at = url.indexOf(SigningCertificateController.PATH);
    assertThat(at).isPositive();
    assertThat(url).endsWith(".pem");
    var id = url.substring(at + SigningCertificateController.PATH.length(), url.length() - 4);
    var answer = context.bean(SigningCertificateController.class).certificate(id);
    return String.valueOf(answer.getBody());
  }

  @Test
  void signsWithTheSameKeyAfterARestart() {
    var before = context.bean(SigningKeyStore.class).current();
    context.restart();
    var after = context.bean(SigningKeyStore.class).current();
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.key()).isEqualTo(before.key());
    assertThat(before.toString()).doesNotContain(before.encodedKey());
  }

  @Test
  void invokesAsSnsForTheTopic() {
    var topic = sns.createTopic("orders", Map.of());
    sns.subscribe(topic, FUNCTION, Map.of());
    sns.publish(PublishRequest.builder().targetArn(topic).message("m").build());
    received();
    var call = context.lambda().taken().getFirst();
    assertThat(call.identity().principal()).isEqualTo("sns.amazonaws.com");
    assertThat(call.identity().sourceArn()).isEqualTo(topic);
    assertThat(call.request().functionName()).isEqualTo(FUNCTION);
    assertThat(
            call.request().overrideConfiguration().orElseThrow().headers().get(Caller.TRACE_HEADER))
        .containsExactly(SnsOperations.CALLER.traceHeader());
  }

  @Test
  void tellsTheJournalWhichKeyFilteredAMessageOut() {
    var topic = sns.createTopic("orders", Map.of());
    var wants = sns.subscribe(topic, FUNCTION, Map.of("FilterPolicy", "{\"kind\":[\"new\"]}"));
    var id = sns.publish(PublishRequest.builder().topicArn(topic).message("m").build());
    assertThat(context.hops())
        .extracting(hop -> hop.step())
        .containsExactly(Step.ACCEPTED, Step.FILTERED_OUT);
    assertThat(context.hops()).allSatisfy(hop -> assertThat(hop.id()).isEqualTo(id));
    var filtered = context.hops().getLast();
    assertThat(filtered.resource()).isEqualTo(wants);
    assertThat(filtered.facts()).containsEntry("key", "kind");
    assertThat(context.lambda().taken()).isEmpty();
  }

  @Test
  void givesStructuredMessagesToFunctionsAsTheyAreMeantForThem() {
    var topic = sns.createTopic("orders", Map.of());
    sns.subscribe(topic, FUNCTION, Map.of());
    sns.publish(
        PublishRequest.builder()
            .topicArn(topic)
            .messageStructure("json")
            .message("{\"default\":\"d\",\"lambda\":\"l\"}")
            .build());
    assertThat(received().path("Sns").path("Message").asString()).isEqualTo("l");
  }

  @Test
  void refusesMessagesAsAwsDoes() {
    var topic = sns.createTopic("orders", Map.of());
    var request = PublishRequest.builder().topicArn(topic).message("m");
    assertRefused(request.copy().message(""), "Invalid parameter: Empty message");
    assertRefused(
        request.copy().message("m".repeat(262_145)), "Invalid parameter: Message too long");
    assertRefused(request.copy().subject(""), "Invalid parameter: Subject");
    assertRefused(request.copy().subject("s".repeat(101)), "Invalid parameter: Subject");
    assertRefused(request.copy().subject("a\nb"), "Invalid parameter: Subject");
    assertRefused(
        request.copy().messageStructure("json").message("{}"),
        "Invalid parameter: Message Structure - No default entry in JSON message body");
    assertRefused(
        request.copy().messageStructure("json").message("{\"default\":{}}"),
        "Invalid parameter: Message Structure - No default entry in JSON message body");
    assertRefused(
        request.copy().messageStructure("json").message("{"),
        "Invalid parameter: Message Structure - JSON message body failed to parse");
    assertRefused(
        request.copy().topicArn("randomtopic"),
        "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1");
    assertRefused(request.copy().topicArn(topic + "x"), "Topic does not exist");
    assertRefused(
        request.copy().topicArn(topic.replace("eu-west-1", "us-east-1")),
        "Invalid parameter: TopicArn");
  }

  private void assertRefused(PublishRequest.Builder request, String message) {
    assertThatThrownBy(() -> sns.publish(request.build()))
        .isInstanceOf(AwsServiceException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a^b   | String  | v | Invalid non-alphanumeric character '#x5E' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.
          .a    | String  | v | Invalid message attribute name starting with character '.' was found.
          a.    | String  | v | Invalid message attribute name ending with character '.' was found.
          a..b  | String  | v | Message attribute name can not have successive '.' character.
          attr1 | String  |   | The message attribute 'attr1' must contain non-empty message attribute value for message attribute type 'String'.
          attr1 | Binary  | v | The message attribute 'attr1' with type 'Binary' must use field 'Binary'.
          attr1 | Stringy | v | The message attribute 'attr1' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.
          """)
  void refusesAttributesAsAwsDoes(
      String name, String type, @Nullable String value, String message) {
    var topic = sns.createTopic("orders", Map.of());
    assertRefused(
        PublishRequest.builder()
            .topicArn(topic)
            .message("m")
            .messageAttributes(
                Map.of(
                    name,
                    MessageAttributeValue.builder().dataType(type).stringValue(value).build())),
        message);
  }

  @Test
  void publishesBatchesAsOne() {
    var topic = sns.createTopic("orders", Map.of());
    sns.subscribe(topic, FUNCTION, Map.of());
    var entries =
        IntStream.range(0, 10)
            .mapToObj(i -> PublishBatchRequestEntry.builder().id("e" + i).message("m" + i).build())
            .toList();
    var response = sns.publishBatch(topic, entries);
    assertThat(response.successful()).extracting(entry -> entry.id()).hasSize(10).contains("e9");
    assertThat(response.failed()).isEmpty();
    await().untilAsserted(() -> assertThat(context.lambda().taken()).hasSize(10));
  }

  @Test
  void refusesBatchesAsAwsDoes() {
    var topic = sns.createTopic("orders", Map.of());
    var entry = PublishBatchRequestEntry.builder().id("a").message("m").build();
    assertBatchRefused(topic, List.of(), "The batch request doesn't contain any entries.");
    assertBatchRefused(
        topic,
        IntStream.range(0, 11).mapToObj(i -> entry).toList(),
        "The batch request contains more entries than permissible.");
    assertBatchRefused(
        topic, List.of(entry, entry), "Two or more batch entries in the request have the same Id.");
    assertBatchRefused(
        topic,
        List.of(entry.toBuilder().id("message.id").build()),
        "The Id of a batch entry in the batch request contains an impermissible character:"
            + " message.id");
    assertBatchRefused(
        topic,
        List.of(
            entry.toBuilder().message("m".repeat(200_000)).build(),
            entry.toBuilder().id("b").message("m".repeat(100_000)).build()),
        "The length of all the messages put together is more than the limit.");
  }

  private void assertBatchRefused(
      String topic, List<PublishBatchRequestEntry> entries, String message) {
    assertThatThrownBy(() -> sns.publishBatch(topic, entries))
        .isInstanceOf(AwsServiceException.class)
        .hasMessageStartingWith(message);
  }
}
