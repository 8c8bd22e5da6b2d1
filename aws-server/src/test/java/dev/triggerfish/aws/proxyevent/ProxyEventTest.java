package dev.triggerfish.aws.proxyevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.aws.http.TestRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProxyEventTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant TIME = Instant.parse("2020-03-12T19:03:58.390Z");
  private static final ProxyEventContext URL =
      ProxyEventContext.ofFunctionUrl("anonymous", "abc", "id-1", TIME, null);

  @Test
  void aFunctionUrlsEventHasExactlyItsMembers() throws IOException {
    var event =
        text(
            TestRequest.of(
                "GET",
                "/my%2Fpath?p1=v1&p1=%2Fv2",
                "",
                "Host: abc.lambda-url.us-east-1.localhost:4566",
                "User-Agent: agent",
                "X-One: 1",
                "X-One: 2",
                "Cookie: c1=1; c2=2"),
            URL);

    assertThat(event)
        .isEqualTo(
            "{\"version\":\"2.0\",\"routeKey\":\"$default\",\"rawPath\":\"/my%2Fpath\","
                + "\"rawQueryString\":\"p1=v1&p1=%2Fv2\",\"cookies\":[\"c1=1\",\"c2=2\"],"
                + "\"headers\":{\"host\":\"abc.lambda-url.us-east-1.localhost:4566\","
                + "\"user-agent\":\"agent\",\"x-one\":\"1,2\"},"
                + "\"queryStringParameters\":{\"p1\":\"v1,/v2\"},"
                + "\"requestContext\":{\"accountId\":\"anonymous\",\"apiId\":\"abc\","
                + "\"domainName\":\"abc.lambda-url.us-east-1.localhost\",\"domainPrefix\":\"abc\","
                + "\"http\":{\"method\":\"GET\",\"path\":\"/my%2Fpath\",\"protocol\":\"HTTP/1.1\","
                + "\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"agent\"},\"requestId\":\"id-1\","
                + "\"routeKey\":\"$default\",\"stage\":\"$default\","
                + "\"time\":\"12/Mar/2020:19:03:58 +0000\",\"timeEpoch\":1584039838390},"
                + "\"isBase64Encoded\":false}");
  }

  @Test
  void anHttpApisEventHasItsRouteAndStage() throws IOException {
    var context =
        new ProxyEventContext(
            "123456789012",
            "api1",
            "GET /p/{id}",
            "dev",
            "id-1",
            TIME,
            new ProxyAuthorizer.Jwt(Map.of("sub", "me"), List.of("read")),
            Map.of("id", "1"),
            Map.of("k", "v"));

    var event = event(TestRequest.of("GET", "/dev/p/1", "", "Host: api1.x"), context);

    assertThat(event.at("/routeKey").asString()).isEqualTo("GET /p/{id}");
    assertThat(event.at("/requestContext/stage").asString()).isEqualTo("dev");
    assertThat(event.at("/pathParameters/id").asString()).isEqualTo("1");
    assertThat(event.at("/stageVariables/k").asString()).isEqualTo("v");
    assertThat(event.at("/requestContext/authorizer").toString())
        .isEqualTo("{\"jwt\":{\"claims\":{\"sub\":\"me\"},\"scopes\":[\"read\"]}}");
  }

  @Test
  void anAuthorizersContextGoesIntoTheEventAsItIs() throws IOException {
    var lambda = new ProxyAuthorizer.Lambda(JSON.readTree("{\"a\":[1,null]}"));
    var iam = new ProxyAuthorizer.Iam("AKIA", "123456789012", "AIDA", "arn:x", "AIDA");
    var request = TestRequest.of("GET", "/", "");

    assertThat(event(request, authorized(lambda)).at("/requestContext/authorizer").toString())
        .isEqualTo("{\"lambda\":{\"a\":[1,null]}}");
    assertThat(event(request, authorized(iam)).at("/requestContext/authorizer/iam").toString())
        .isEqualTo(
            "{\"accessKey\":\"AKIA\",\"accountId\":\"123456789012\",\"callerId\":\"AIDA\","
                + "\"cognitoIdentity\":null,\"principalOrgId\":null,\"userArn\":\"arn:x\","
                + "\"userId\":\"AIDA\"}");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "text/plain, false",
        "text/html;charset=utf-8, false",
        "application/json, false",
        "Application/JSON; charset=UTF-8, false",
        "application/xml, false",
        "application/javascript, false",
        "application/vnd.api+json, false",
        "image/svg+xml, false",
        "application/x-www-form-urlencoded, true",
        "multipart/form-data; boundary=x, true",
        "application/octet-stream, true",
        "image/png, true",
        "-, true",
      })
  void onlyBodiesOfTextTypesAreText(String type, boolean base64) throws IOException {
    var request =
        type == null
            ? TestRequest.of("POST", "/", "hi", "Content-Length: 2")
            : TestRequest.of("POST", "/", "hi", "Content-Length: 2", "Content-Type: " + type);

    var event = event(request, URL);

    assertThat(event.at("/isBase64Encoded").asBoolean()).isEqualTo(base64);
    assertThat(event.at("/body").asString()).isEqualTo(base64 ? "aGk=" : "hi");
  }

  @Test
  void bytesThatAreNoTextAreNotDamagedByATextType() throws IOException {
    var headers = Map.of("Content-Type", List.of("text/plain"), "Content-Length", List.of("2"));
    var request = new TestRequest("POST", "/", headers, new byte[] {(byte) 0xff, 0});

    var event = event(request, URL);

    assertThat(event.at("/isBase64Encoded").asBoolean()).isTrue();
    assertThat(event.at("/body").binaryValue()).containsExactly(0xff, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//a", "/a/../b", "/a;b=c", "/a%2Fb", "/100%25", "/a+b", "/a%20b", "/%C3%A4", "/%zz"
      })
  void pathsStayAsTheyCame(String path) throws IOException {
    var event = event(TestRequest.of("GET", path, ""), URL);

    assertThat(event.at("/rawPath").asString()).isEqualTo(path);
    assertThat(event.at("/requestContext/http/path").asString()).isEqualTo(path);
  }

  @Test
  void octetsBeyondAsciiAreReadAsUtf8() throws IOException {
    var octets = new String("/ä".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    var event = event(TestRequest.of("GET", octets + "?q=" + octets, "", "X-A: " + octets), URL);

    assertThat(event.at("/rawPath").asString()).isEqualTo("/ä");
    assertThat(event.at("/queryStringParameters/q").asString()).isEqualTo("/ä");
    assertThat(event.at("/headers/x-a").asString()).isEqualTo("/ä");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1&a=2|{\"a\":\"1,2\"}",
        "a|{\"a\":\"\"}",
        "a=b+c%2B|{\"a\":\"b c+\"}",
        "&&a=1&|{\"a\":\"1\"}",
        "a=%zz|{\"a\":\"%zz\"}",
        "a=b=c|{\"a\":\"b=c\"}",
        "%61=1|{\"a\":\"1\"}",
      })
  void queriesAreDecoded(String query, String expected) throws IOException {
    var event = event(TestRequest.of("GET", "/?" + query, ""), URL);

    assertThat(event.at("/queryStringParameters").toString()).isEqualTo(expected);
    assertThat(event.at("/rawQueryString").asString()).isEqualTo(query);
  }

  @Test
  void aBodyBeyondTheLimitIsNotRead() {
    var declared = TestRequest.of("POST", "/", "12345", "Content-Length: 5");
    var chunked = TestRequest.of("POST", "/", "12345", "Transfer-Encoding: chunked");

    assertThatThrownBy(() -> ProxyRequest.read(declared, "/", 4))
        .isInstanceOf(BodyTooLargeException.class);
    assertThatThrownBy(() -> ProxyRequest.read(chunked, "/", 4))
        .isInstanceOf(BodyTooLargeException.class);
  }

  private static ProxyEventContext authorized(ProxyAuthorizer authorizer) {
    return ProxyEventContext.ofFunctionUrl("123456789012", "abc", "id-1", TIME, authorizer);
  }

  private static JsonNode event(TestRequest request, ProxyEventContext context) throws IOException {
    return JSON.readTree(text(request, context));
  }

  private static String text(TestRequest request, ProxyEventContext context) throws IOException {
    var read = ProxyRequest.read(request, request.rawPath(), 1_000);
    return new String(ProxyEvent.write(read, context), StandardCharsets.UTF_8);
  }
}
