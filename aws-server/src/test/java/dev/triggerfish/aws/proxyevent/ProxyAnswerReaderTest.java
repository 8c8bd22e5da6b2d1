package dev.triggerfish.aws.proxyevent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ProxyAnswerReaderTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"hello\"|hello",
        "3|3",
        "3.10|3.10",
        "true|true",
        "null|null",
        "[\"hello\", 3, true]|[\"hello\",3,true]",
        "{\"a\": 1}|{\"a\":1}",
        "{\"statusCode\": null, \"body\": \"x\"}|{\"statusCode\":null,\"body\":\"x\"}",
      })
  void whatHasNoStatusIsItselfTheBody(String payload, String body) {
    var answer = formed(payload);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(new String(answer.body(), UTF_8)).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{\"statusCode\":200,\"body\":\"body123\"}|200|body123",
        "{\"statusCode\":\"201\"}|201|''",
        "{\"statusCode\":204,\"headers\":null,\"body\":null}|204|''",
        "{\"statusCode\":200,\"body\":{\"a\": [1.50]}}|200|{\"a\":[1.50]}",
        "{\"statusCode\":200,\"body\":5}|200|5",
        "{\"statusCode\":200,\"body\":\"aGk=\",\"isBase64Encoded\":true}|200|hi",
        "{\"statusCode\":200,\"body\":\"aG\\nk=\",\"isBase64Encoded\":true}|200|hi",
        "{\"statusCode\":200,\"body\":\"aGk=\",\"isBase64Encoded\":false}|200|aGk=",
        "{\"statusCode\":200,\"other\":1}|200|''",
      })
  void statusAndBodyAreTaken(String payload, int status, String body) {
    var answer = formed(payload);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(new String(answer.body(), UTF_8)).isEqualTo(body);
  }

  @Test
  void headersAndCookiesAreTaken() {
    var answer =
        formed(
            """
            {"statusCode": 200, "headers": {"Content-Type": "text/html", "X-N": 1, "X-B": true,
             "X-No": null, "X-U": "ä"}, "multiValueHeaders": {"X-M": ["1", 2]},
             "cookies": ["a=1", "b=2; Secure"]}
            """);

    assertThat(answer.headers())
        .containsExactly(
            new Header("Content-Type", "text/html"),
            new Header("X-N", "1"),
            new Header("X-B", "true"),
            new Header("X-U", "Ã¤"),
            new Header("X-M", "1"),
            new Header("X-M", "2"),
            new Header("Set-Cookie", "a=1"),
            new Header("Set-Cookie", "b=2; Secure"));
  }

  @ParameterizedTest
  @CsvSource({"FUNCTION_URL, application/json", "HTTP_API, text/plain;charset=UTF-8"})
  void aContentTypeIsAdded(ProxyFront front, String type) {
    var answer = ProxyAnswerReader.read("{\"statusCode\":200}".getBytes(UTF_8), front);

    assertThat(((ProxyAnswer.Formed) answer).answer().header("Content-Type")).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Connection", "transfer-encoding", "Content-Length", "Date", "UPGRADE"})
  void headersOfTheConnectionGetAnotherName(String name) {
    var answer = formed("{\"statusCode\":200,\"headers\":{\"" + name + "\":\"x\"}}");

    assertThat(answer.header(name)).isNull();
    assertThat(answer.header("x-amzn-Remapped-" + name)).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "{\"statusCode\":200",
        "{} {}",
        "{\"statusCode\":\"test\"}",
        "{\"statusCode\":20}",
        "{\"statusCode\":101}",
        "{\"statusCode\":600}",
        "{\"statusCode\":200.5}",
        "{\"statusCode\":{}}",
        "{\"statusCode\":200,\"headers\":[]}",
        "{\"statusCode\":200,\"headers\":{\"a\":{}}}",
        "{\"statusCode\":200,\"headers\":{\"\":\"x\"}}",
        "{\"statusCode\":200,\"headers\":{\"a b\":\"x\"}}",
        "{\"statusCode\":200,\"headers\":{\"a:b\":\"x\"}}",
        "{\"statusCode\":200,\"headers\":{\"a\\r\\nX-Evil\":\"x\"}}",
        "{\"statusCode\":200,\"headers\":{\"a\":\"x\\r\\nX-Evil: 1\"}}",
        "{\"statusCode\":200,\"headers\":{\"a\":\"x\\nX-Evil: 1\"}}",
        "{\"statusCode\":200,\"headers\":{\"a\":\"x\\u0000\"}}",
        "{\"statusCode\":200,\"multiValueHeaders\":{\"a\":\"x\"}}",
        "{\"statusCode\":200,\"multiValueHeaders\":{\"a\":[\"x\\ny\"]}}",
        "{\"statusCode\":200,\"cookies\":\"a=1\"}",
        "{\"statusCode\":200,\"cookies\":[\"a=1\\r\\nX-Evil: 1\"]}",
        "{\"statusCode\":200,\"body\":\"%%\",\"isBase64Encoded\":true}",
        "{\"statusCode\":200,\"isBase64Encoded\":\"yes\"}",
      })
  void whatIsMalformedIsSaidSo(String payload) {
    assertThat(ProxyAnswerReader.read(payload.getBytes(UTF_8), ProxyFront.FUNCTION_URL))
        .isInstanceOf(ProxyAnswer.Malformed.class);
  }

  @Property(tries = 500)
  void noHeaderSplitsTheAnswer(@ForAll String name, @ForAll String value) {
    var node = JSON.createObjectNode().put("statusCode", 200);
    node.putObject("headers").put(name, value);

    var answer = ProxyAnswerReader.read(JSON.writeValueAsBytes(node), ProxyFront.FUNCTION_URL);

    if (answer instanceof ProxyAnswer.Formed formed) {
      assertThat(formed.answer().headers())
          .allSatisfy(
              header ->
                  assertThat((header.name() + header.value()).chars())
                      .allMatch(each -> each <= 0xff && each != '\r' && each != '\n'));
    }
  }

  private static SiteAnswer formed(String payload) {
    var answer = ProxyAnswerReader.read(payload.getBytes(UTF_8), ProxyFront.FUNCTION_URL);
    assertThat(answer).isInstanceOf(ProxyAnswer.Formed.class);
    return ((ProxyAnswer.Formed) answer).answer();
  }
}
