package dev.triggerfish.aws.proxyevent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.http.TestRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsPolicyTest {

  private static final String ORIGIN = "Access-Control-Allow-Origin";

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "*, https://a.example, *",
        "https://a.example, https://a.example, https://a.example",
        "https://a.example, HTTPS://A.example, HTTPS://A.example",
        "https://a.example, https://b.example, -",
        "https://a.example, https://a.example.evil, -",
        "https://a.example, -, -",
        "http://*, http://b.example, http://b.example",
        "http://*, https://b.example, -",
        "https://*, https://b.example:8443, https://b.example:8443",
        "https://*, https://, -",
        "https://*.example, https://a.example, -",
      })
  void originsAreMatched(String allowed, @Nullable String origin, @Nullable String answered)
      throws IOException {
    var rules = rules(ProxyFront.FUNCTION_URL, allowed, false);
    var request = origin == null ? request("GET", "X-A: b") : request("GET", "Origin: " + origin);

    var answer = rules.applyTo(SiteAnswer.json(200, "{}"), request);

    assertThat(answer.header(ORIGIN)).isEqualTo(answered);
    assertThat(answer.header("Access-Control-Expose-Headers"))
        .isEqualTo(answered == null ? null : "date,x-api");
    assertThat(answer.header("Vary"))
        .isEqualTo(answered == null || answered.equals("*") ? null : "Origin");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "OPTIONS, https://a.example, GET, true",
        "OPTIONS, https://a.example, -, false",
        "OPTIONS, -, GET, false",
        "GET, https://a.example, GET, false",
      })
  void aPreflightIsKnown(
      String method, @Nullable String origin, @Nullable String asked, boolean preflight)
      throws IOException {
    var request =
        request(
            method,
            origin == null ? "X-A: b" : "Origin: " + origin,
            asked == null ? "X-B: c" : "Access-Control-Request-Method: " + asked);

    assertThat(CorsPolicy.isPreflight(request)).isEqualTo(preflight);
  }

  @ParameterizedTest
  @CsvSource({"FUNCTION_URL, 200", "HTTP_API, 204"})
  void aPreflightIsAnsweredByTheFront(ProxyFront front, int status) throws IOException {
    var answer =
        rules(front, "https://a.example", true).preflight(preflight("https://a.example", "GET"));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers())
        .contains(
            new Header(ORIGIN, "https://a.example"),
            new Header("Vary", "Origin"),
            new Header("Access-Control-Allow-Credentials", "true"),
            new Header("Access-Control-Allow-Methods", "GET,PUT"),
            new Header("Access-Control-Allow-Headers", "x-wish"),
            new Header("Access-Control-Max-Age", "300"));
  }

  @ParameterizedTest
  @CsvSource({"https://b.example, GET", "https://a.example, DELETE"})
  void aPreflightThatIsNotAllowedGetsNoCorsHeaders(String origin, String method)
      throws IOException {
    var answer =
        rules(ProxyFront.HTTP_API, "https://a.example", true).preflight(preflight(origin, method));

    assertThat(answer.headers()).isEmpty();
  }

  @Test
  void everyoneWithCredentialsIsAnsweredByName() throws IOException {
    var answer =
        rules(ProxyFront.FUNCTION_URL, "*", true).preflight(preflight("https://c.example", "GET"));

    assertThat(answer.header(ORIGIN)).isEqualTo("https://c.example");
  }

  @Test
  void theFunctionsOwnCorsHeadersGiveWay() throws IOException {
    var answer =
        SiteAnswer.json(200, "{}")
            .with("access-control-allow-origin", "*")
            .with("Access-Control-Allow-Methods", "DELETE");
    var rules = rules(ProxyFront.FUNCTION_URL, "https://a.example", false);

    var allowed = rules.applyTo(answer, request("GET", "Origin: https://a.example"));
    var other = rules.applyTo(answer, request("GET", "Origin: https://b.example"));

    assertThat(allowed.headers().stream().filter(each -> each.name().equalsIgnoreCase(ORIGIN)))
        .containsExactly(new Header(ORIGIN, "https://a.example"));
    assertThat(other.header(ORIGIN)).isNull();
    assertThat(other.header("Access-Control-Allow-Methods")).isNull();
  }

  private static CorsPolicy rules(ProxyFront front, String origin, boolean credentials) {
    return new CorsPolicy(
        front,
        List.of(origin),
        List.of("GET", "PUT"),
        List.of("*"),
        List.of("date", "x-api"),
        300,
        credentials);
  }

  private static ProxyRequest preflight(String origin, String method) throws IOException {
    return request(
        "OPTIONS",
        "Origin: " + origin,
        "Access-Control-Request-Method: " + method,
        "Access-Control-Request-Headers: x-wish");
  }

  private static ProxyRequest request(String method, String... headers) throws IOException {
    return ProxyRequest.read(TestRequest.of(method, "/", "", headers), "/", 100);
  }
}
