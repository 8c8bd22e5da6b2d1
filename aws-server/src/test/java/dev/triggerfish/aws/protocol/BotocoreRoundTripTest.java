package dev.triggerfish.aws.protocol;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triggerfish.aws.catalogue.WireProtocol;
import dev.triggerfish.aws.http.AwsHttpResponse;
import dev.triggerfish.aws.http.TestRequest;
import dev.triggerfish.aws.model.ErrorModel;
import dev.triggerfish.aws.model.OperationMatch;
import dev.triggerfish.aws.model.OperationModel;
import dev.triggerfish.aws.model.ServiceModel;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every operation, through botocore, which shares neither code nor models with the Java SDK. What
 * is sent and answered is made up by botocore's side.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BotocoreRoundTripTest {

  /** Their bodies are streams of events, which are no members. */
  private static final Set<String> STREAMED =
      Set.of("InvokeWithResponseStream", "StartLiveTail", "GetLogObject");

  private static final JsonMapper JSON = JsonMapper.shared();

  private BotocorePeer peer;

  @BeforeAll
  void start() {
    assumeTrue(
        BotocorePeer.isHere(),
        "python3 with botocore is not installed (Debian: apt-get install python3-botocore)");
    peer = new BotocorePeer();
  }

  @AfterAll
  void stop() {
    if (peer != null) {
      peer.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> lambda() {
    return operations("lambda", "lambda", "rest-json");
  }

  @TestFactory
  Stream<DynamicTest> apiGatewayV2() {
    return operations("apigatewayv2", "apigatewayv2", "rest-json");
  }

  @TestFactory
  Stream<DynamicTest> iam() {
    return operations("iam", "iam", "query");
  }

  @TestFactory
  Stream<DynamicTest> sts() {
    return operations("sts", "sts", "query");
  }

  @TestFactory
  Stream<DynamicTest> sns() {
    return operations("sns", "sns", "query");
  }

  @TestFactory
  Stream<DynamicTest> cloudWatchAsQuery() {
    return operations("monitoring", "cloudwatch", "query");
  }

  @TestFactory
  Stream<DynamicTest> cloudWatchAsJson() {
    return operations("monitoring", "cloudwatch", "json");
  }

  @TestFactory
  Stream<DynamicTest> cloudWatchAsCbor() {
    return operations("monitoring", "cloudwatch", "smithy-rpc-v2-cbor");
  }

  @TestFactory
  Stream<DynamicTest> logs() {
    return operations("logs", "logs", "json");
  }

  @TestFactory
  Stream<DynamicTest> dynamoDb() {
    return operations("dynamodb", "dynamodb", "json");
  }

  @TestFactory
  Stream<DynamicTest> dynamoDbStreams() {
    return operations("streams.dynamodb", "dynamodbstreams", "json");
  }

  private Stream<DynamicTest> operations(String id, String botocoreName, String protocol) {
    ServiceModel service = Requests.MODELS.get(id);
    return service.operations().all().stream()
        .filter(operation -> !STREAMED.contains(operation.name()))
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.name(),
                    () -> {
                      ObjectNode asked = JSON.createObjectNode();
                      asked.put("service", botocoreName);
                      asked.put("protocol", protocol);
                      asked.put("operation", operation.name());
                      roundTrip(service, operation, asked);
                      if (!operation.errors().isEmpty()) {
                        error(service, operation, asked);
                      }
                    }));
  }

  private void roundTrip(ServiceModel service, OperationModel operation, ObjectNode asked) {
    peer.say(asked);
    JsonNode samples = peer.hear();
    assumeTrue(!samples.has("absent"), "This version of botocore does not have it");
    TestRequest request = request(peer.hear());
    OperationMatch match =
        requireNonNull(service.match(request, request.content()), request::rawPath);
    StructurePlan output = StructurePlan.of(operation.responseClass());
    var answered = Trees.object(output, samples.get("answer"));
    answer(Requests.CODEC.encode(operation, match.protocol(), (SdkResponse) answered, "id-1"));
    JsonNode heard = peer.hear();
    assertThat(match.operation()).isEqualTo(operation);
    assertThat(Requests.CODEC.decode(match, request, request.content()).request())
        .isEqualTo(Trees.object(StructurePlan.of(operation.requestClass()), samples.get("params")));
    assertThat(heard.has("parsed")).as(heard.toString()).isTrue();
    assertThat(Trees.object(output, heard.get("parsed"))).isEqualTo(answered);
  }

  private void error(ServiceModel service, OperationModel operation, ObjectNode asked) {
    ErrorModel error = requireNonNull(service.errors().find(operation.errors().getFirst()));
    AwsServiceException thrown = Samples.exception(error.exceptionClass(), "Why <&> \"not\"?");
    peer.say(asked);
    peer.hear();
    TestRequest request = request(peer.hear());
    WireProtocol protocol = service.protocolOf(request);
    answer(Requests.CODEC.encodeError(service, operation, protocol, thrown, "id-2"));
    JsonNode heard = peer.hear();
    String legacy = error.legacyCode();
    assertThat(heard.get("code").stringValue())
        .isEqualTo(!protocol.isXml() && legacy != null ? legacy : error.code(protocol));
    assertThat(heard.get("message").stringValue()).isEqualTo("Why <&> \"not\"?");
    assertThat(heard.get("status").intValue()).isEqualTo(error.status());
    assertThat(heard.get("requestId").stringValue()).isEqualTo("id-2");
  }

  private static TestRequest request(JsonNode heard) {
    String url = heard.get("url").stringValue();
    String target = url.substring(url.indexOf('/', "http://".length()));
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    heard
        .get("headers")
        .properties()
        .forEach(e -> headers.put(e.getKey(), List.of(e.getValue().stringValue())));
    return new TestRequest(
        heard.get("method").stringValue(),
        target,
        headers,
        Base64.getDecoder().decode(heard.get("body").stringValue()));
  }

  private void answer(AwsHttpResponse response) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("status", response.status());
    ObjectNode headers = answer.putObject("headers");
    response.headers().forEach(headers::put);
    answer.put("body", Base64.getEncoder().encodeToString(response.body()));
    peer.say(answer);
  }
}
