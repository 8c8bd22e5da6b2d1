package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.lambda.model.Cors;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.Runtime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Functions called by plain HTTP. */
@ParameterizedClass
@EnumSource(PlatformKind.class)
class FunctionUrlScenariosTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String FORBIDDEN =
      "{\"Message\":\"Forbidden. For troubleshooting Function URL authorization issues, see:"
          + " https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html\"}";

  /** Answers with its event, or as the body says. */
  private static final String CODE =
      """
      import json, time

      def handler(event, context):
          if event["rawPath"] == "/answer":
              return json.loads(event["body"])
          if event["rawPath"] == "/fail":
              raise Exception("no")
          if event["rawPath"] == "/late":
              time.sleep(10)
          return {"statusCode": 200, "body": json.dumps(event)}
      """;

  /** One open function for all tests of a platform, by kind. */
  private static final Map<PlatformKind, String> OPEN = new ConcurrentHashMap<>();

  @Parameter private PlatformKind kind;

  private Cloud root() {
    return new Cloud(kind.running().endpoint(), Cloud.ROOT);
  }

  /** A URL that everyone may call. */
  private String open() {
    return OPEN.computeIfAbsent(
        kind,
        _ -> {
          var url = create("url-open", FunctionUrlAuthType.NONE);
          allowAll(root(), "url-open");
          return url;
        });
  }

  private String create(String name, FunctionUrlAuthType authType) {
    var cloud = root();
    var role = cloud.role(name);
    cloud.function(name, Runtime.PYTHON3_12, "index.handler", Functions.python(CODE), role, 2);
    return cloud
        .lambda
        .createFunctionUrlConfig(r -> r.functionName(name).authType(authType))
        .functionUrl();
  }

  private static void allowAll(Cloud cloud, String function) {
    allowUrl(cloud, function);
    cloud.lambda.addPermission(
        r ->
            r.functionName(function)
                .statementId("invoke")
                .action("lambda:InvokeFunction")
                .principal("*")
                .invokedViaFunctionUrl(true));
  }

  private static void allowUrl(Cloud cloud, String function) {
    cloud.lambda.addPermission(
        r ->
            r.functionName(function)
                .statementId("url")
                .action("lambda:InvokeFunctionUrl")
                .principal("*")
                .functionUrlAuthType(FunctionUrlAuthType.NONE));
  }

  @Test
  void anOpenUrlNeedsBothPermissions() throws Exception {
    var url = create("url-permissions", FunctionUrlAuthType.NONE);

    var before = FunctionUrls.send(url, "GET", "/", "");
    allowUrl(root(), "url-permissions");
    var half = FunctionUrls.send(url, "GET", "/", "");

    assertThat(before.status()).isEqualTo(403);
    assertThat(before.text()).isEqualTo(FORBIDDEN);
    assertThat(before.header("x-amzn-ErrorType")).isEqualTo("AccessDeniedException");
    assertThat(half.status()).isEqualTo(403);
    if (kind != PlatformKind.FIVE_PROCESSES) {
      assertThat(denials())
          .contains("lambda:InvokeFunctionUrl", "lambda:InvokeFunction\"", "url-permissions");
    }

    root()
        .lambda
        .addPermission(
            r ->
                r.functionName("url-permissions")
                    .statementId("invoke")
                    .action("lambda:InvokeFunction")
                    .principal("*")
                    .invokedViaFunctionUrl(true));
    var allowed = FunctionUrls.send(url, "GET", "/", "");

    assertThat(allowed.status()).as(allowed.text()).isEqualTo(200);
    assertThat(JSON.readTree(allowed.text()).at("/requestContext/accountId").asString())
        .isEqualTo("anonymous");
  }

  private String denials() throws Exception {
    var request = HttpRequest.newBuilder(root().endpoint().resolve("/_triggerfish/denials"));
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString()).body();
    }
  }

  @Test
  void aSignedCallerNeedsBothPermissions() {
    var cloud = root();
    var url = create("url-signed", FunctionUrlAuthType.AWS_IAM);
    cloud.iam.createUser(r -> r.userName("url-caller"));
    var key = cloud.iam.createAccessKey(r -> r.userName("url-caller")).accessKey();
    var user = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());

    var unsigned = FunctionUrls.send(url, "GET", "/", "");
    var denied = FunctionUrls.signed(url, "GET", "/", "", user, "lambda");
    var forged =
        FunctionUrls.signed(
            url, "GET", "/", "", AwsBasicCredentials.create(key.accessKeyId(), "x"), "lambda");
    var otherService = FunctionUrls.signed(url, "GET", "/", "", user, "execute-api");
    cloud.iam.putUserPolicy(
        r ->
            r.userName("url-caller")
                .policyName("call")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":{"Effect":"Allow",
                     "Action":["lambda:InvokeFunctionUrl","lambda:InvokeFunction"],
                     "Resource":"arn:aws:lambda:us-east-1:000000000000:function:url-signed"}}
                    """));
    var allowed = FunctionUrls.signed(url, "POST", "/a?b=c", "hi", user, "lambda");

    assertThat(unsigned.status()).isEqualTo(403);
    assertThat(unsigned.text()).isEqualTo(FORBIDDEN);
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.text()).isEqualTo(FORBIDDEN);
    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.header("x-amzn-ErrorType")).isEqualTo("InvalidSignatureException");
    assertThat(otherService.header("x-amzn-ErrorType")).isEqualTo("InvalidSignatureException");
    assertThat(allowed.status()).as(allowed.text()).isEqualTo(200);
    assertThat(
            JSON.readTree(allowed.text()).at("/requestContext/authorizer/iam/userArn").asString())
        .isEqualTo("arn:aws:iam::000000000000:user/url-caller");
    assertThat(FunctionUrls.signed(url, "GET", "/", "", Cloud.ROOT, "lambda").status())
        .isEqualTo(200);
  }

  @Test
  void anAliasHasAUrlOfItsOwnForAsLongAsItLives() {
    var cloud = root();
    create("url-alias", FunctionUrlAuthType.NONE);
    cloud.lambda.publishVersion(r -> r.functionName("url-alias"));
    cloud.lambda.createAlias(r -> r.functionName("url-alias").name("live").functionVersion("1"));
    var url =
        cloud
            .lambda
            .createFunctionUrlConfig(
                r ->
                    r.functionName("url-alias")
                        .qualifier("live")
                        .authType(FunctionUrlAuthType.NONE))
            .functionUrl();
    allowAll(cloud, "url-alias:live");

    var living = FunctionUrls.send(url, "GET", "/", "");
    cloud.lambda.deleteAlias(r -> r.functionName("url-alias").name("live"));
    var gone = FunctionUrls.send(url, "GET", "/", "");

    assertThat(living.status()).as(living.text()).isEqualTo(200);
    assertThat(gone.status()).isEqualTo(403);
    assertThat(
            cloud
                .lambda
                .listFunctionUrlConfigs(r -> r.functionName("url-alias"))
                .functionUrlConfigs())
        .hasSize(1);
  }

  @Test
  void nobodyHasAUrlThatDoesNotExist() {
    var port = URI.create(open()).getPort();
    var unknown = "http://" + "a".repeat(32) + ".lambda-url.us-east-1.localhost:" + port + "/";

    var answer = FunctionUrls.send(unknown, "GET", "/", "");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).isEqualTo("{\"Message\":null}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//",
        "//a//b/",
        "/a/../b",
        "/./a",
        "/a;b=c",
        "/a%2Fb",
        "/100%25",
        "/a+b",
        "/a%20b",
        "/%C3%A4/%E2%82%AC",
        "/%2e%2e/",
        "/a%5Cb",
        "/_triggerfish/health",
        "/2015-03-31/functions"
      })
  void pathsArriveAsTheyWereSent(String path) {
    var url = open();

    assertThat(event(FunctionUrls.send(url, "GET", path, "")).at("/rawPath").asString())
        .isEqualTo(path);
    assertThat(event(FunctionUrls.sendByPath(url, "GET", path)).at("/rawPath").asString())
        .isEqualTo(path);
  }

  @Test
  void theEventIsTheRequest() {
    var answer =
        FunctionUrls.send(
            open(),
            "PUT",
            "/p?q=1&q=%2F2",
            "{}",
            "Content-Type",
            "application/json",
            "Cookie",
            "a=1; b=2",
            "X-Forwarded-For",
            "6.6.6.6");
    var event = event(answer);

    assertThat(event.at("/requestContext/http/method").asString()).isEqualTo("PUT");
    assertThat(event.at("/rawQueryString").asString()).isEqualTo("q=1&q=%2F2");
    assertThat(event.at("/queryStringParameters/q").asString()).isEqualTo("1,/2");
    assertThat(event.at("/cookies").toString()).isEqualTo("[\"a=1\",\"b=2\"]");
    assertThat(event.at("/body").asString()).isEqualTo("{}");
    assertThat(event.at("/isBase64Encoded").asBoolean()).isFalse();
    assertThat(event.at("/headers/x-forwarded-for").asString()).isNotEqualTo("6.6.6.6");
    assertThat(event.at("/headers/x-amzn-trace-id").asString()).startsWith("Root=1-");
    assertThat(event.at("/requestContext/requestId").asString())
        .isEqualTo(answer.header("x-amzn-RequestId"));
  }

  @Test
  void bytesPassInBothDirections() {
    var bytes = new byte[256];
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    var event =
        event(
            FunctionUrls.send(
                open(), "POST", "/", bytes, "Content-Type", "application/octet-stream"));
    var base64 = event.at("/body").asString();
    var back =
        answer(
            "{\"statusCode\":201,\"isBase64Encoded\":true,\"body\":\""
                + base64
                + "\",\"headers\":{\"content-type\":\"image/png\"},\"cookies\":[\"a=1\",\"b=2\"]}");

    assertThat(event.at("/isBase64Encoded").asBoolean()).isTrue();
    assertThat(back.status()).isEqualTo(201);
    assertThat(back.body()).isEqualTo(bytes);
    assertThat(back.header("content-type")).isEqualTo("image/png");
    assertThat(back.all("set-cookie")).containsExactly("a=1", "b=2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"statusCode\":\"test\"}",
        "{\"statusCode\":200,\"headers\":{\"a\":\"b\\r\\nX-Evil: 1\"}}",
        "{\"statusCode\":200,\"headers\":{\"a\\r\\nX-Evil\":\"1\"}}",
        "{\"statusCode\":200,\"body\":\"%\",\"isBase64Encoded\":true}",
      })
  void whatIsNoAnswerIsABadGateway(String malformed) {
    var answer = answer(malformed);

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.text()).isEqualTo("Internal Server Error");
    assertThat(answer.header("X-Evil")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fail", "/late"})
  void aFunctionThatFailsIsABadGateway(String path) {
    var answer = FunctionUrls.send(open(), "GET", path, "");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.text()).isEqualTo("Internal Server Error");
  }

  @Test
  void aThrottledCallerIsToldSo() {
    var url = create("url-throttled", FunctionUrlAuthType.NONE);
    allowAll(root(), "url-throttled");
    root()
        .lambda
        .putFunctionConcurrency(
            r -> r.functionName("url-throttled").reservedConcurrentExecutions(0));

    var answer = FunctionUrls.send(url, "GET", "/", "");

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("x-amzn-ErrorType")).isEqualTo("TooManyRequestsException");
    assertThat(answer.text())
        .isEqualTo(
            "{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\",\"Type\":\"User\","
                + "\"message\":\"Rate Exceeded.\"}");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    var most = 6 * 1024 * 1024;
    // Small enough to be sent whole before the answer is read, large enough to be refused.
    var answer =
        FunctionUrls.send(
            open(), "POST", "/", new byte[most + 1], "Content-Type", "application/octet-stream");

    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void preflightsAreAnsweredWithoutTheFunction() {
    var cloud = root();
    var url = create("url-cors", FunctionUrlAuthType.AWS_IAM);
    cloud.lambda.updateFunctionUrlConfig(
        r ->
            r.functionName("url-cors")
                .authType(FunctionUrlAuthType.NONE)
                .cors(
                    Cors.builder()
                        .allowOrigins("https://a.example")
                        .allowMethods("GET")
                        .allowHeaders("x-a")
                        .maxAge(60)
                        .build()));

    var preflight = preflight(url, "https://a.example");
    var stranger = preflight(url, "https://b.example");
    allowAll(cloud, "url-cors");
    var get = FunctionUrls.send(url, "GET", "/", "", "Origin", "https://a.example");

    assertThat(preflight.status()).isEqualTo(200);
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://a.example");
    assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("GET");
    assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("60");
    assertThat(stranger.header("Access-Control-Allow-Origin")).isNull();
    assertThat(get.status()).isEqualTo(200);
    assertThat(get.all("Access-Control-Allow-Origin")).containsExactly("https://a.example");
    assertThat(cloud.awaitLog("url-cors", "START RequestId")).hasSize(1);
  }

  private static RawExchange preflight(String url, String origin) {
    return FunctionUrls.send(
        url, "OPTIONS", "/", "", "Origin", origin, "Access-Control-Request-Method", "GET");
  }

  private RawExchange answer(String json) {
    return FunctionUrls.send(open(), "POST", "/answer", json, "Content-Type", "application/json");
  }

  private static JsonNode event(RawExchange answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8));
  }
}
