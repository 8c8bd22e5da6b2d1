package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages on their way from a topic to functions. */
// Through bytes too: the event bus calls Lambda as a service.
@ParameterizedClass
@EnumSource(PlatformKind.class)
@NobodyMovesTheClock
class SnsScenariosTest {

  private static final String FUNCTION =
      """
      import json
      def handler(event, context):
          print("received " + json.dumps(event["Records"][0]["Sns"]))
      """;

  @Parameter private PlatformKind kind;

  private Cloud cloud;

  @BeforeEach
  void connect() {
    cloud = new Cloud(kind.running().endpoint(), Cloud.ROOT);
  }

  /** A topic to which a function is subscribed; the topic's ARN. */
  private String subscribed(String name, Map<String, String> attributes) {
    var topic = cloud.sns.createTopic(r -> r.name(name)).topicArn();
    subscribe(name, topic, attributes);
    return topic;
  }

  private void subscribe(String function, String topic, Map<String, String> attributes) {
    cloud.function(function, Runtime.PYTHON3_12, "index.handler", Functions.python(FUNCTION));
    cloud.sns.subscribe(
        r -> r.topicArn(topic).protocol("lambda").endpoint(arn(function)).attributes(attributes));
  }

  private static String arn(String function) {
    return "arn:aws:lambda:us-east-1:000000000000:function:" + function;
  }

  private void permit(String function, String topic) {
    cloud.lambda.addPermission(
        r ->
            r.functionName(function)
                .statementId("sns")
                .action("lambda:InvokeFunction")
                .principal("sns.amazonaws.com")
                .sourceArn(topic));
  }

  private JsonNode received(String function, String term) {
    var line = cloud.awaitLog(function, term).getFirst().message();
    return JsonMapper.shared().readTree(line.substring(line.indexOf('{')));
  }

  @Test
  void aMessageReachesItsFunctionWithASignatureThatHolds() throws Exception {
    var topic = subscribed("sns-delivers", Map.of());
    permit("sns-delivers", topic);
    var id =
        cloud
            .sns
            .publish(r -> r.topicArn(topic).message("hello-from-sns").subject("A subject"))
            .messageId();
    var notification = received("sns-delivers", "hello-from-sns");
    assertThat(notification.path("MessageId").asString()).isEqualTo(id);
    assertThat(notification.path("TopicArn").asString()).isEqualTo(topic);
    assertThat(isGenuine(notification)).isTrue();
  }

  private static boolean isGenuine(JsonNode notification) throws Exception {
    var url = URI.create(notification.path("SigningCertUrl").asString());
    var answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    var certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(answer.body()));
    var text = new StringBuilder();
    for (var name : List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")) {
      text.append(name).append('\n').append(notification.path(name).asString()).append('\n');
    }
    var signature = Signature.getInstance("SHA1withRSA");
    signature.initVerify(certificate);
    signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
    return signature.verify(Base64.getDecoder().decode(notification.path("Signature").asString()));
  }

  @Test
  void nothingReachesAFunctionThatDoesNotPermitIt() {
    var topic = subscribed("sns-not-permitted", Map.of());
    subscribe("sns-permitted", topic, Map.of());
    permit("sns-permitted", topic);
    cloud.sns.publish(r -> r.topicArn(topic).message("never-seen"));
    cloud.awaitLog("sns-permitted", "never-seen");
    // Once the permission is there, what follows arrives; what was denied is gone, as in AWS.
    permit("sns-not-permitted", topic);
    cloud.sns.publish(r -> r.topicArn(topic).message("seen-at-last"));
    cloud.awaitLog("sns-not-permitted", "seen-at-last");
    assertThat(cloud.log("sns-not-permitted", "never-seen")).isEmpty();
  }

  @Test
  void aFilterPolicyKeepsAFunctionFromWhatItDoesNotWant() {
    var topic = subscribed("sns-filters", Map.of("FilterPolicy", "{\"kind\":[\"wanted\"]}"));
    permit("sns-filters", topic);
    for (var kindOfMessage : List.of("unwanted", "wanted")) {
      cloud.sns.publish(
          r ->
              r.topicArn(topic)
                  .message("is-" + kindOfMessage)
                  .messageAttributes(
                      Map.of(
                          "kind",
                          MessageAttributeValue.builder()
                              .dataType("String")
                              .stringValue(kindOfMessage)
                              .build())));
    }
    cloud.awaitLog("sns-filters", "is-wanted");
    assertThat(cloud.log("sns-filters", "is-unwanted")).isEmpty();
  }

  @Test
  void whoMayNotPublishIsToldSo() {
    var topic = cloud.sns.createTopic(r -> r.name("sns-closed")).topicArn();
    cloud.iam.createUser(r -> r.userName("sns-stranger"));
    var key = cloud.iam.createAccessKey(r -> r.userName("sns-stranger")).accessKey();
    var stranger = cloud.as(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    assertThatThrownBy(() -> stranger.sns.publish(r -> r.topicArn(topic).message("m")))
        .isInstanceOf(AuthorizationErrorException.class)
        .hasMessageContaining(
            "is not authorized to perform: sns:Publish on resource: "
                + topic
                + " because no identity-based policy allows the sns:Publish action");
  }
}
