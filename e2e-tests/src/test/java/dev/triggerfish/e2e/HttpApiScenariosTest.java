package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.lambda.model.Runtime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Functions behind HTTP APIs. */
// Through bytes too: the gateway calls Lambda and waits for its answer.
@ParameterizedClass
@EnumSource(PlatformKind.class)
@NobodyMovesTheClock
class HttpApiScenariosTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ACCOUNT = "000000000000";

  /** Answers what it was asked, or what it is told to. */
  private static final String ECHO =
      """
      import json
      def handler(event, context):
          how = (event.get("queryStringParameters") or {}).get("how")
          if how == "raise": raise Exception("secret")
          if how == "malformed": return {"statusCode": "abc"}
          return {"statusCode": 200, "headers": {"content-type": "application/json",
              "access-control-allow-origin": "https://function.example"},
              "body": json.dumps(event)}
      """;

  @Parameter private PlatformKind kind;
  private Cloud cloud;
  private SiteCalls calls;

  @BeforeEach
  void connect() {
    cloud = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    calls = new SiteCalls(kind.running().endpoint());
  }

  private static String host(String apiId) {
    return apiId + ".execute-api.localhost";
  }

  /** The ARN of a new function that echoes. */
  private String echo(String name) {
    cloud.function(name, Runtime.PYTHON3_12, "index.handler", Functions.python(ECHO));
    return "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:" + name;
  }

  private void permit(String function, String apiId, String routes) {
    cloud.lambda.addPermission(
        r ->
            r.functionName(function)
                .statementId("api-" + apiId)
                .action("lambda:InvokeFunction")
                .principal("apigateway.amazonaws.com")
                .sourceArn(
                    "arn:aws:execute-api:us-east-1:" + ACCOUNT + ":" + apiId + "/" + routes));
  }

  private String quick(String function) {
    return cloud
        .apis
        .createApi(r -> r.name(function).protocolType(ProtocolType.HTTP).target(echo(function)))
        .apiId();
  }

  private static JsonNode event(RawExchange reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return JSON.readTree(reply.text());
  }

  @Test
  void aQuickApiAnswersOnceTheFunctionsPolicyAllowsIt() {
    var created =
        cloud.apis.createApi(
            r -> r.name("quick").protocolType(ProtocolType.HTTP).target(echo("quick-api")));
    var id = created.apiId();
    assertThat(created.apiEndpoint())
        .isEqualTo("http://" + host(id) + ":" + kind.running().endpoint().getPort());

    var refused = calls.get(host(id), "/");
    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.text()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    assertThat(refused.header("apigw-requestid")).isNotNull();

    permit("quick-api", id, "*/$default");
    var event = event(calls.get(host(id), "/hello?a=1"));
    assertThat(event.at("/rawPath").stringValue()).isEqualTo("/hello");
    assertThat(event.at("/requestContext/apiId").stringValue()).isEqualTo(id);
    assertThat(event.at("/requestContext/domainName").stringValue()).isEqualTo(host(id));
  }

  @Test
  void aPermissionForOneRouteIsNoneForAnother() {
    var function = echo("one-route");
    var id = api(function, "2.0", "GET /a", "GET /b/{id}");
    permit("one-route", id, "$default/GET/b/*");

    assertThat(calls.get(host(id), "/a").status()).isEqualTo(500);
    assertThat(event(calls.get(host(id), "/b/1")).at("/pathParameters/id").stringValue())
        .isEqualTo("1");
  }

  /** An API with routes to one function, deployed at {@code $default}; its id. */
  private String api(String function, String payloadFormat, String... routeKeys) {
    var id = cloud.apis.createApi(r -> r.name(function).protocolType(ProtocolType.HTTP)).apiId();
    var integration =
        cloud
            .apis
            .createIntegration(
                r ->
                    r.apiId(id)
                        .integrationType(IntegrationType.AWS_PROXY)
                        .integrationUri(function)
                        .payloadFormatVersion(payloadFormat))
            .integrationId();
    for (var key : routeKeys) {
      cloud.apis.createRoute(r -> r.apiId(id).routeKey(key).target("integrations/" + integration));
    }
    cloud.apis.createStage(r -> r.apiId(id).stageName("$default").autoDeploy(true));
    return id;
  }

  @Test
  void routesTakeRequestsInTheOrderThatAwsDocuments() {
    var id =
        api(
            echo("routes"),
            "2.0",
            "$default",
            "ANY /{proxy+}",
            "GET /pets/{proxy+}",
            "GET /pets/dog/{id}",
            "GET /pets/dog/1");
    permit("routes", id, "*");

    Map.of(
            "/pets/dog/1", "GET /pets/dog/1",
            "/pets/dog/2", "GET /pets/dog/{id}",
            "/pets/cat/1", "GET /pets/{proxy+}",
            "/test", "ANY /{proxy+}",
            "/", "$default")
        .forEach(
            (path, key) ->
                assertThat(event(calls.get(host(id), path)).at("/routeKey").stringValue())
                    .as(path)
                    .isEqualTo(key));
  }

  @Test
  void strangePathsReachTheFunctionUnchangedByHostAndByPath() {
    var id = quick("strange-paths");
    permit("strange-paths", id, "*");

    for (var path :
        List.of(
            "/a//b", "//a", "//", "/a/../b", "/a;v=1/b", "/a%2Fb%252F", "/a+b%20c", "/%C3%A9")) {
      var target = path + "?q=%2F+x";
      for (var reply :
          List.of(
              calls.get(host(id), target),
              calls.get(id + ".execute-api.us-east-1.localhost", target),
              calls.get(null, "/_aws/execute-api/" + id + "/$default" + target))) {
        var event = event(reply);
        assertThat(event.at("/rawPath").stringValue()).isEqualTo(path);
        assertThat(event.at("/rawQueryString").stringValue()).isEqualTo("q=%2F+x");
        assertThat(event.at("/queryStringParameters/q").stringValue()).isEqualTo("/ x");
      }
    }
  }

  @Test
  void pagesOfOtherOriginsAreAnsweredAsTheApiSays() {
    var function = echo("cors-api");
    var id =
        cloud
            .apis
            .createApi(
                r ->
                    r.name("cors")
                        .protocolType(ProtocolType.HTTP)
                        .target(function)
                        .corsConfiguration(
                            Cors.builder()
                                .allowOrigins("https://page.example")
                                .allowMethods("GET", "PUT")
                                .allowHeaders("x-mine")
                                .build()))
            .apiId();
    permit("cors-api", id, "*");
    var preflight =
        calls.send(
            "OPTIONS",
            host(id),
            "/",
            Map.of(
                "Origin", "https://page.example",
                "Access-Control-Request-Method", "PUT",
                "Access-Control-Request-Headers", "x-mine"),
            "");

    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.all("access-control-allow-origin"))
        .containsExactly("https://page.example");
    assertThat(preflight.all("access-control-allow-methods")).containsExactly("GET,PUT");
    assertThat(preflight.all("access-control-allow-headers")).containsExactly("x-mine");
    var allowed =
        calls.send("PUT", host(id), "/", Map.of("Origin", "https://page.example"), "body");
    assertThat(allowed.all("access-control-allow-origin")).containsExactly("https://page.example");
    assertThat(event(allowed).at("/body").stringValue()).isEqualTo("body");
    var foreign = calls.send("GET", host(id), "/", Map.of("Origin", "https://x.example"), "");
    assertThat(foreign.header("access-control-allow-origin")).isNull();
  }

  @Test
  void failuresAndMalformedAnswersTellTheClientNothing() {
    var id = api(echo("failing"), "1.0", "GET /{rest+}");
    permit("failing", id, "*/GET/*");

    for (var how : List.of("raise", "malformed")) {
      var reply = calls.get(host(id), "/x?how=" + how);
      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.text()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }
    var event = event(calls.get(host(id), "/a//b?q=1&q=2"));
    assertThat(event.at("/version").stringValue()).isEqualTo("1.0");
    assertThat(event.at("/resource").stringValue()).isEqualTo("/{rest+}");
    assertThat(event.at("/pathParameters/rest").stringValue()).isEqualTo("a//b");
    assertThat(calls.send("POST", host(id), "/x", Map.of(), "").text())
        .isEqualTo("{\"message\":\"Not Found\"}");
  }

  @Test
  void aRouteWithIamAuthorizationLetsInWhoMayInvokeIt() {
    var id = api(echo("iam-route"), "2.0", "GET /open");
    permit("iam-route", id, "*");
    var integration =
        cloud.apis.getIntegrations(r -> r.apiId(id)).items().getFirst().integrationId();
    cloud.apis.createRoute(
        r ->
            r.apiId(id)
                .routeKey("GET /signed/{x}")
                .authorizationType(AuthorizationType.AWS_IAM)
                .target("integrations/" + integration));
    cloud.iam.createUser(r -> r.userName("api-caller"));
    var key = cloud.iam.createAccessKey(r -> r.userName("api-caller")).accessKey();
    var user = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());

    for (var reply :
        List.of(calls.get(host(id), "/signed/1"), signed(user, host(id), "/signed/1"))) {
      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.text()).isEqualTo("{\"message\":\"Forbidden\"}");
    }
    cloud.iam.putUserPolicy(
        r ->
            r.userName("api-caller")
                .policyName("call")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":{"Effect":"Allow",
                     "Action":"execute-api:Invoke",
                     "Resource":"arn:aws:execute-api:*:*:%s/$default/GET/signed/1"}}
                    """
                        .formatted(id)));
    var event = event(signed(user, host(id), "/signed/1"));
    assertThat(event.at("/requestContext/authorizer/iam/userArn").stringValue())
        .isEqualTo("arn:aws:iam::" + ACCOUNT + ":user/api-caller");
    assertThat(signed(user, host(id), "/signed/2").status()).isEqualTo(403);
  }

  private RawExchange signed(AwsCredentialsIdentity key, String host, String path) {
    var port = kind.running().endpoint().getPort();
    var request =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(key)
                        .request(
                            SdkHttpRequest.builder()
                                .method(SdkHttpMethod.GET)
                                .uri(URI.create("http://" + host + ":" + port + path))
                                .build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    var headers = new TreeMap<String, String>();
    request.forEachHeader((name, values) -> headers.put(name, values.getFirst()));
    headers.remove("Host");
    return calls.send("GET", host, path, headers, "");
  }

  @Test
  void stagesServeWhatIsDeployedToThem() {
    var function = echo("stages");
    var id = api(function, "2.0", "GET /v");
    permit("stages", id, "*");
    var deployment = cloud.apis.createDeployment(r -> r.apiId(id)).deploymentId();
    cloud.apis.createStage(
        r ->
            r.apiId(id)
                .stageName("prod")
                .deploymentId(deployment)
                .stageVariables(Map.of("k", "v")));
    var integration =
        cloud.apis.getIntegrations(r -> r.apiId(id)).items().getFirst().integrationId();
    cloud.apis.createRoute(
        r -> r.apiId(id).routeKey("GET /new").target("integrations/" + integration));

    var event = event(calls.get(host(id), "/prod/v"));
    assertThat(event.at("/rawPath").stringValue()).isEqualTo("/prod/v");
    assertThat(event.at("/requestContext/stage").stringValue()).isEqualTo("prod");
    assertThat(event.at("/stageVariables/k").stringValue()).isEqualTo("v");
    assertThat(calls.get(host(id), "/new").status()).isEqualTo(200);
    assertThat(calls.get(host(id), "/prod/new").status()).isEqualTo(404);
    cloud.apis.createDeployment(r -> r.apiId(id).stageName("prod"));
    assertThat(calls.get(host(id), "/prod/new").status()).isEqualTo(200);
    cloud.apis.deleteApi(r -> r.apiId(id));
    assertThat(calls.get(host(id), "/v").status()).isEqualTo(403);
  }
}
