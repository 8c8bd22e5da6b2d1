package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.Cors;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;

/** Functions called by plain HTTP. */
@OnSharedPlatforms
class FunctionUrlScenariosTest {

  @Parameter private PlatformKind kind;
  private UrlFunctions urls;

  @BeforeEach
  void wire() {
    urls = new UrlFunctions(kind);
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
    var url = urls.open();

    assertThat(
            UrlFunctions.event(FunctionUrls.send(url, "GET", path, "")).at("/rawPath").asString())
        .isEqualTo(path);
    assertThat(
            UrlFunctions.event(FunctionUrls.sendByPath(url, "GET", path)).at("/rawPath").asString())
        .isEqualTo(path);
  }

  @Test
  void theEventIsTheRequest() {
    var answer =
        FunctionUrls.send(
            urls.open(),
            "PUT",
            "/p?q=1&q=%2F2",
            "{}",
            "Content-Type",
            "application/json",
            "Cookie",
            "a=1; b=2",
            "X-Forwarded-For",
            "6.6.6.6");
    var event = UrlFunctions.event(answer);

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
        UrlFunctions.event(
            FunctionUrls.send(
                urls.open(), "POST", "/", bytes, "Content-Type", "application/octet-stream"));
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
    var answer = FunctionUrls.send(urls.open(), "GET", path, "");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.text()).isEqualTo("Internal Server Error");
  }

  @Test
  void aThrottledCallerIsToldSo() {
    var url = urls.create("url-throttled", FunctionUrlAuthType.NONE);
    UrlFunctions.allowAll(urls.root(), "url-throttled");
    urls.root()
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
            urls.open(),
            "POST",
            "/",
            new byte[most + 1],
            "Content-Type",
            "application/octet-stream");

    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void preflightsAreAnsweredWithoutTheFunction() {
    var cloud = urls.root();
    var url = urls.create("url-cors", FunctionUrlAuthType.AWS_IAM);
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
    UrlFunctions.allowAll(cloud, "url-cors");
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
    return FunctionUrls.send(
        urls.open(), "POST", "/answer", json, "Content-Type", "application/json");
  }
}
