package dev.triggerfish.aws.proxyevent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.http.TestRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProxyEventV1Test {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant TIME = Instant.parse("2020-03-12T19:03:58.390Z");

  private static ProxyEventContext context(String routeKey, Map<String, String> parameters) {
    return new ProxyEventContext(
        "000000000000", "abc", routeKey, "dev", "id-1", TIME, null, parameters, Map.of());
  }

  private static String text(TestRequest received, ProxyEventContext context) throws IOException {
    var request = ProxyRequest.read(received, received.rawPath(), 1_000);
    return new String(ProxyEventV1.write(request, received, context), StandardCharsets.UTF_8);
  }

  @Test
  void anEventHasExactlyItsMembers() throws IOException {
    var event =
        text(
            TestRequest.of(
                "GET",
                "/dev/pets/a%2Fb?p=1&p=%2F2&q",
                "",
                "Host: abc.execute-api.localhost:4566",
                "User-Agent: agent",
                "X-One: 1",
                "X-One: 2",
                "Cookie: c1=1; c2=2"),
            context("GET /pets/{id}", Map.of("id", "a/b")));

    assertThat(event)
        .isEqualTo(
            "{\"version\":\"1.0\",\"resource\":\"/pets/{id}\",\"path\":\"/dev/pets/a%2Fb\","
                + "\"httpMethod\":\"GET\",\"headers\":{\"cookie\":\"c1=1; c2=2\","
                + "\"host\":\"abc.execute-api.localhost:4566\",\"user-agent\":\"agent\","
                + "\"x-one\":\"2\"},\"multiValueHeaders\":{\"cookie\":[\"c1=1; c2=2\"],"
                + "\"host\":[\"abc.execute-api.localhost:4566\"],\"user-agent\":[\"agent\"],"
                + "\"x-one\":[\"1\",\"2\"]},\"queryStringParameters\":{\"p\":\"/2\",\"q\":\"\"},"
                + "\"multiValueQueryStringParameters\":{\"p\":[\"1\",\"/2\"],\"q\":[\"\"]},"
                + "\"requestContext\":{\"accountId\":\"000000000000\",\"apiId\":\"abc\","
                + "\"authorizer\":{\"claims\":null,\"scopes\":null},"
                + "\"domainName\":\"abc.execute-api.localhost\",\"domainPrefix\":\"abc\","
                + "\"extendedRequestId\":\"id-1\",\"httpMethod\":\"GET\","
                + "\"identity\":{\"accessKey\":null,\"accountId\":null,\"caller\":null,"
                + "\"cognitoAuthenticationProvider\":null,\"cognitoAuthenticationType\":null,"
                + "\"cognitoIdentityId\":null,\"cognitoIdentityPoolId\":null,"
                + "\"principalOrgId\":null,\"sourceIp\":\"127.0.0.1\",\"user\":null,"
                + "\"userAgent\":\"agent\",\"userArn\":null},\"path\":\"/dev/pets/a%2Fb\","
                + "\"protocol\":\"HTTP/1.1\",\"requestId\":\"id-1\","
                + "\"requestTime\":\"12/Mar/2020:19:03:58 +0000\","
                + "\"requestTimeEpoch\":1584039838390,\"resourceId\":null,"
                + "\"resourcePath\":\"/pets/{id}\",\"stage\":\"dev\"},"
                + "\"pathParameters\":{\"id\":\"a/b\"},\"stageVariables\":null,\"body\":null,"
                + "\"isBase64Encoded\":false}");
  }

  @Test
  void whatTheFrontAddsIsInBothFormsOfTheHeaders() throws IOException {
    var received =
        TestRequest.of("GET", "/", "", "Host: localhost:4566", "X-Forwarded-For: 10.0.0.1");
    var request = ProxyRequest.read(received, "/", 0).forwarded("http", "Root=1-x");
    var event = JSON.readTree(ProxyEventV1.write(request, received, context("$default", Map.of())));

    for (var pointer : new String[] {"/headers/", "/multiValueHeaders/"}) {
      assertThat(value(event, pointer + "x-forwarded-for")).isEqualTo("127.0.0.1");
      assertThat(value(event, pointer + "x-forwarded-port")).isEqualTo("4566");
      assertThat(value(event, pointer + "x-forwarded-proto")).isEqualTo("http");
      assertThat(value(event, pointer + "x-amzn-trace-id")).isEqualTo("Root=1-x");
    }
    assertThat(event.at("/resource").stringValue()).isEqualTo("$default");
  }

  private static String value(JsonNode event, String pointer) {
    var node = event.at(pointer);
    return node.isArray() ? node.get(0).stringValue() : node.stringValue();
  }

  @ParameterizedTest
  @CsvSource({"text/plain,aé,false", "application/octet-stream,YcOp,true"})
  void bodiesAreTextOrBase64(String type, String body, boolean encoded) throws IOException {
    var event =
        JSON.readTree(
            text(
                TestRequest.of("POST", "/", "aé", "Content-Length: 3", "Content-Type: " + type),
                context("$default", Map.of())));

    assertThat(event.at("/body").stringValue()).isEqualTo(body);
    assertThat(event.at("/isBase64Encoded").booleanValue()).isEqualTo(encoded);
  }

  @Test
  void anAnswerWithAStatusIsPassedOn() {
    var answer =
        ProxyAnswerReader.readV1(
            "{\"statusCode\":\"201\",\"body\":\"x\"}".getBytes(StandardCharsets.UTF_8),
            ProxyFront.HTTP_API);

    assertThat(answer)
        .isInstanceOfSatisfying(
            ProxyAnswer.Formed.class,
            formed -> assertThat(formed.answer().status()).isEqualTo(201));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"hello\"", "{\"body\":\"x\"}", "{}", "null", "[1]", "", "{"})
  void anAnswerWithoutOneIsMalformed(String payload) {
    assertThat(
            ProxyAnswerReader.readV1(payload.getBytes(StandardCharsets.UTF_8), ProxyFront.HTTP_API))
        .isInstanceOf(ProxyAnswer.Malformed.class);
  }
}
