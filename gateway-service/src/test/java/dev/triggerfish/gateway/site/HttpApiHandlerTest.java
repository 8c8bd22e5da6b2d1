package dev.triggerfish.gateway.site;

import static dev.triggerfish.gateway.httpapi.api.HttpApiFixture.FUNCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.client.AwsClients.ServiceIdentity;
import dev.triggerfish.aws.error.AwsErrors;
import dev.triggerfish.aws.proxyevent.SiteAnswer;
import dev.triggerfish.aws.web.Site;
import dev.triggerfish.gateway.fixture.GatewayContext;
import dev.triggerfish.gateway.fixture.TestRequest;
import dev.triggerfish.gateway.httpapi.api.HttpApiFixture;
import dev.triggerfish.testkit.FakeLambda;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.ServiceContext;
import dev.triggerfish.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnEachDatabase("gateway")
class HttpApiHandlerTest {

  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=AKIA/20260102/eu-west-1/execute-api/aws4_request,"
          + " SignedHeaders=host, Signature=00";

  private final ServiceContext context;
  private final HttpApiFixture http;
  private final FakeLambda lambda;
  private final HttpApiHandler handler;

  HttpApiHandlerTest(TestDatabase database) {
    context = GatewayContext.open(database);
    http = new HttpApiFixture(context);
    lambda = context.lambda();
    lambda.function(_ -> FakeLambda.answer("{}"));
    handler = context.bean(HttpApiHandler.class);
  }

  @AfterEach
  void close() {
    context.close();
  }

  private SiteAnswer call(String apiId, TestRequest request) throws IOException {
    var host = apiId + ".execute-api.localhost:4566";
    var site = Objects.requireNonNull(Site.of(host, request.rawPath()));
    return handler.answer(site, request.with("Host", host), "id");
  }

  private SiteAnswer get(String apiId, String target) throws IOException {
    return call(apiId, TestRequest.of("GET", target));
  }

  private SiteAnswer getByPath(String apiId, String target) throws IOException {
    var request = TestRequest.of("GET", "/_aws/execute-api/" + apiId + target);
    var site = Objects.requireNonNull(Site.of("localhost:4566", request.rawPath()));
    return handler.answer(site, request.with("Host", "localhost:4566"), "id");
  }

  private static void assertMessage(SiteAnswer answer, int status, String message) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(body(answer)).isEqualTo("{\"message\":\"" + message + "\"}");
    assertThat(answer.header("content-type")).isEqualTo("application/json");
  }

  private static String body(SiteAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private JsonNode lastEvent() {
    return JsonMapper.shared().readTree(lambda.calls().getLast().payload());
  }

  private String quick() {
    return http.api(CreateApiRequest.builder().target(FUNCTION).build());
  }

  @Test
  void theFunctionSeesTheRequestAndTheClientItsAnswer() throws IOException {
    var id = http.api();
    http.route(id, "POST /pets/{name}", http.integration(id, "2.0"));
    http.autoStage(id, "dev", Map.of("k", "v"));
    lambda.function(
        _ ->
            FakeLambda.answer(
                "{\"statusCode\":201,\"headers\":{\"x-a\":\"b\"},\"body\":\"made\"}"));

    var answer =
        call(
            id,
            TestRequest.of("POST", "/dev/pets/a%20b?q=1&q=2")
                .with("Cookie", "c=1; d=2")
                .with("Content-Type", "text/plain")
                .withBody("hello"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("x-a")).isEqualTo("b");
    assertThat(body(answer)).isEqualTo("made");
    var event = lastEvent();
    assertThat(event.at("/version").stringValue()).isEqualTo("2.0");
    assertThat(event.at("/routeKey").stringValue()).isEqualTo("POST /pets/{name}");
    assertThat(event.at("/rawPath").stringValue()).isEqualTo("/dev/pets/a%20b");
    assertThat(event.at("/rawQueryString").stringValue()).isEqualTo("q=1&q=2");
    assertThat(event.at("/cookies/1").stringValue()).isEqualTo("d=2");
    assertThat(event.at("/pathParameters/name").stringValue()).isEqualTo("a b");
    assertThat(event.at("/stageVariables/k").stringValue()).isEqualTo("v");
    assertThat(event.at("/body").stringValue()).isEqualTo("hello");
    assertThat(event.at("/headers/x-forwarded-for").stringValue()).isEqualTo("203.0.113.7");
    assertThat(event.at("/headers/x-forwarded-port").stringValue()).isEqualTo("4566");
    assertThat(event.at("/headers/x-amzn-trace-id").stringValue())
        .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
    assertThat(event.at("/requestContext/stage").stringValue()).isEqualTo("dev");
    assertThat(event.at("/requestContext/requestId").stringValue()).isEqualTo("id");
    assertThat(event.at("/requestContext/time").stringValue())
        .isEqualTo("02/Jan/2026:03:04:05 +0000");
  }

  @Test
  void functionsAreCalledForTheirRoute() throws IOException {
    var id = http.api();
    var integration = http.integration(id, "2.0");
    http.route(id, "ANY /pets/{name}", integration);
    http.route(id, "$default", integration);
    http.autoStage(id, "$default", Map.of());
    var api = "arn:aws:execute-api:eu-west-1:000000000000:" + id;

    get(id, "/pets/a");
    get(id, "/other");

    assertThat(lambda.calls())
        .extracting(call -> call.request().functionName())
        .containsExactly(FUNCTION, FUNCTION);
    assertThat(lambda.calls())
        .extracting(FakeLambda.Call::identity)
        .containsExactly(
            identity(api + "/$default/GET/pets/{name}"), identity(api + "/$default/$default"));
  }

  private static ServiceIdentity identity(String source) {
    return new ServiceIdentity("apigateway.amazonaws.com", "000000000000", "eu-west-1", source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a//b",
        "//a",
        "/a/../b",
        "/a;x=1/b",
        "/a%2Fb",
        "/a%252Fb",
        "/a+b%2B",
        "/a%20b",
        "/%C3%A9/",
        "/$x"
      })
  void strangePathsArriveUnchangedByHostAndByPath(String path) throws IOException {
    var id = quick();

    get(id, path);
    assertThat(lastEvent().at("/rawPath").stringValue()).isEqualTo(path);
    getByPath(id, path);
    assertThat(lastEvent().at("/rawPath").stringValue()).isEqualTo(path);
    getByPath(id, "/$default" + path);
    assertThat(lastEvent().at("/rawPath").stringValue()).isEqualTo(path);
    assertThat(lastEvent().at("/requestContext/http/path").stringValue()).isEqualTo(path);
  }

  @Test
  void theFirstSegmentNamesAStageBeforeItIsAPathOfTheDefaultStage() throws IOException {
    var id = http.api();
    var integration = http.integration(id, "2.0");
    http.route(id, "GET /", integration);
    http.route(id, "GET /dev", integration);
    http.autoStage(id, "$default", Map.of());
    http.autoStage(id, "dev", Map.of());

    get(id, "/");
    assertThat(lastEvent().at("/requestContext/stage").stringValue()).isEqualTo("$default");
    get(id, "/dev");
    assertThat(lastEvent().at("/requestContext/stage").stringValue()).isEqualTo("dev");
    assertThat(lastEvent().at("/routeKey").stringValue()).isEqualTo("GET /");
    get(id, "/dev/dev");
    assertThat(lastEvent().at("/routeKey").stringValue()).isEqualTo("GET /dev");
    assertMessage(get(id, "/prod"), 404, "Not Found");
  }

  @Test
  void onlyWhatIsDeployedAnswers() throws IOException {
    var id = http.api();
    http.route(id, "GET /", http.integration(id, "2.0"));
    assertMessage(get(id, "/"), 404, "Not Found");

    http.autoStage(id, "$default", Map.of());
    assertThat(get(id, "/").status()).isEqualTo(200);
    assertMessage(get(id, "/new"), 404, "Not Found");
    http.route(id, "GET /new", http.integration(id, "2.0"));
    assertThat(get(id, "/new").status()).isEqualTo(200);
    assertMessage(get("unknown000", "/"), 403, "Forbidden");
  }

  @Test
  void payloadFormatOneHasItsOwnEventAndIsStricter() throws IOException {
    var id = http.api();
    http.route(id, "GET /p/{rest+}", http.integration(id, "1.0"));
    http.autoStage(id, "$default", Map.of());
    lambda.function(
        _ ->
            FakeLambda.answer(
                "{\"statusCode\":\"200\",\"multiValueHeaders\":{\"x\":[\"1\",\"2\"]}}"));

    var answer = call(id, TestRequest.of("GET", "/p/a//b?q=1&q=2").with("X-Two", "1", "2"));

    assertThat(answer.headers().stream().filter(h -> h.name().equals("x"))).hasSize(2);
    var event = lastEvent();
    assertThat(event.at("/version").stringValue()).isEqualTo("1.0");
    assertThat(event.at("/resource").stringValue()).isEqualTo("/p/{rest+}");
    assertThat(event.at("/path").stringValue()).isEqualTo("/p/a//b");
    assertThat(event.at("/pathParameters/rest").stringValue()).isEqualTo("a//b");
    assertThat(event.at("/headers/x-two").stringValue()).isEqualTo("2");
    assertThat(event.at("/multiValueHeaders/x-two").toString()).isEqualTo("[\"1\",\"2\"]");
    assertThat(event.at("/queryStringParameters/q").stringValue()).isEqualTo("2");
    assertThat(event.at("/multiValueQueryStringParameters/q").toString())
        .isEqualTo("[\"1\",\"2\"]");
    assertThat(event.at("/body").isNull()).isTrue();
    lambda.function(_ -> FakeLambda.answer("{\"message\":\"no status\"}"));
    assertMessage(get(id, "/p/x"), 500, "Internal Server Error");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"statusCode\":\"abc\"}",
        "{\"statusCode\":200,\"headers\":[1]}",
        "{\"statusCode\":200,\"headers\":{\"a\":{}}}",
        "{\"statusCode\":200,\"body\":\"%\",\"isBase64Encoded\":true}",
        "no json"
      })
  void malformedAnswersAreErrors(String payload) throws IOException {
    var id = quick();
    lambda.function(_ -> FakeLambda.answer(payload));

    assertMessage(get(id, "/"), 500, "Internal Server Error");
  }

  @Test
  void failuresOfFunctionsAreHidden() throws IOException {
    var id = quick();

    lambda.function(
        _ ->
            InvokeResponse.builder()
                .functionError("Unhandled")
                .payload(SdkBytes.fromUtf8String("{\"errorMessage\":\"secret\"}"))
                .build());
    assertMessage(get(id, "/"), 500, "Internal Server Error");
    lambda.function(
        _ -> {
          throw AwsErrors.of("AccessDeniedException", 403, "no");
        });
    assertMessage(get(id, "/"), 500, "Internal Server Error");
    lambda.function(
        _ -> {
          throw AwsErrors.of("TooManyRequestsException", 429, "Rate Exceeded.");
        });
    assertMessage(get(id, "/"), 503, "Service Unavailable");
    lambda.function(
        _ -> {
          throw AwsErrors.of("RequestEntityTooLargeException", 413, "too large");
        });
    assertMessage(get(id, "/"), 413, "Request Entity Too Large");
  }

  @Test
  void aFunctionThatTakesTooLongIsNotWaitedFor() throws IOException {
    var id = http.api();
    http.route(id, "$default", http.integration(id, FUNCTION, "2.0", 50));
    http.autoStage(id, "$default", Map.of());
    var end = new CountDownLatch(1);
    lambda.function(
        _ -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return FakeLambda.answer("{}");
        });

    assertMessage(get(id, "/"), 503, "Service Unavailable");
    end.countDown();
  }

  @Test
  void largeRequestsAreRefusedBeforeTheFunctionIsCalled() throws IOException {
    var id = quick();

    assertMessage(
        call(id, TestRequest.of("POST", "/").withBody(new byte[10 * 1024 * 1024 + 1])),
        413,
        "Request Entity Too Large");
    assertMessage(
        call(id, TestRequest.of("GET", "/").with("X-Long", "x".repeat(10_240))),
        431,
        "Request Header Fields Too Large");
    assertThat(lambda.calls()).isEmpty();
  }

  private String withCors() {
    return http.api(
        CreateApiRequest.builder()
            .target(FUNCTION)
            .corsConfiguration(
                Cors.builder()
                    .allowOrigins("https://a.example")
                    .allowMethods("GET", "POST")
                    .allowHeaders("content-type")
                    .exposeHeaders("x-a")
                    .maxAge(60)
                    .build())
            .build());
  }

  private static TestRequest preflight(String path) {
    return TestRequest.of("OPTIONS", path)
        .with("Origin", "https://a.example")
        .with("Access-Control-Request-Method", "POST");
  }

  @Test
  void preflightsAreAnsweredByTheApi() throws IOException {
    var answer = call(withCors(), preflight("/x"));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("access-control-allow-origin")).isEqualTo("https://a.example");
    assertThat(answer.header("access-control-allow-methods")).isEqualTo("GET,POST");
    assertThat(answer.header("access-control-max-age")).isEqualTo("60");
    assertThat(lambda.calls()).isEmpty();
  }

  @Test
  void aRouteForOptionsAnswersPreflightsItself() throws IOException {
    var id = withCors();
    http.route(id, "OPTIONS /mine", http.integration(id, "2.0"));

    assertThat(call(id, preflight("/mine")).status()).isEqualTo(200);
    assertThat(lambda.calls()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"https://a.example,https://a.example", "https://b.example,"})
  void theApisWordOnOriginsStandsInPlaceOfTheFunctions(
      String origin, @org.jspecify.annotations.Nullable String allowed) throws IOException {
    var id = withCors();
    lambda.function(
        _ ->
            FakeLambda.answer(
                "{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"*\"}}"));

    var answer = call(id, TestRequest.of("GET", "/").with("Origin", origin));

    assertThat(answer.header("access-control-allow-origin")).isEqualTo(allowed);
  }

  @Test
  void routesThatAskForASignatureAreClosedToOthers() throws IOException {
    var id = http.api();
    http.signedRoute(id, "GET /signed", http.integration(id, "2.0"));
    http.autoStage(id, "$default", Map.of());

    assertMessage(get(id, "/signed"), 403, "Forbidden");
    for (var authorization : List.of("Bearer x", "AWS4-HMAC-SHA256 nonsense", SIGNED)) {
      assertMessage(
          call(
              id,
              TestRequest.of("GET", "/signed")
                  .with("Authorization", authorization)
                  .with("X-Amz-Date", "20260102T030405Z")),
          403,
          "Forbidden");
    }
    assertThat(lambda.calls()).isEmpty();
  }

  @Test
  void stageVariablesNameFunctions() throws IOException {
    var id = http.api();
    http.route(
        id,
        "$default",
        http.integration(
            id,
            "arn:aws:lambda:eu-west-1:000000000000:function:${stageVariables.fn}",
            "2.0",
            1_000));
    http.autoStage(id, "dev", Map.of("fn", "f:live"));
    http.autoStage(id, "prod", Map.of());

    assertThat(get(id, "/dev").status()).isEqualTo(200);
    assertThat(lambda.calls())
        .extracting(call -> call.request().functionName())
        .containsExactly("arn:aws:lambda:eu-west-1:000000000000:function:f:live");
    assertMessage(get(id, "/prod"), 500, "Internal Server Error");
  }
}
