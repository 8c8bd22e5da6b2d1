package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.services.lambda.model.Runtime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /_triggerfish/environments}, at the front door. */
@OnSharedPlatforms
@MovesTheClock
class EnvironmentsPageScenariosTest {

  @Parameter private PlatformKind kind;

  private HttpResponse<String> get(String query, String... headers)
      throws IOException, InterruptedException {
    var address = kind.running().endpoint().resolve("/_triggerfish/environments" + query);
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(address).headers(headers).build(), BodyHandlers.ofString());
    }
  }

  private JsonNode environments(String function) {
    try {
      var answer = get("?function=" + function, "Accept", "application/json");
      return JsonMapper.shared().readTree(answer.body()).get("environments");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void environmentsAppearWithTheLoadAndVanishWithoutIt() throws Exception {
    var cloud = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    cloud.function("seen", Runtime.PYTHON3_12, "index.handler", Functions.python(Functions.ECHO));
    assertThat(environments("seen")).isEmpty();

    cloud.invoke("seen", "{}");
    cloud.invoke("seen", "{}");

    Awaitility.await().until(() -> environments("seen").path(0).path("invocations").asInt() == 2);
    var seen = environments("seen");
    assertThat(seen).hasSize(1);
    var environment = seen.get(0);
    assertThat(environment.get("function").asString()).isEqualTo("seen");
    assertThat(environment.get("version").asString()).isEqualTo("$LATEST");
    assertThat(environment.get("state").asString()).isEqualTo("READY");
    assertThat(environment.get("runtime").asString()).isEqualTo("python3.12");
    assertThat(environment.get("memoryMb").asInt()).isEqualTo(128);
    assertThat(environment.get("logStream").asString())
        .endsWith("]" + environment.get("id").asString());
    assertThat(get("", "Accept", "text/plain").body()).contains("FUNCTION").contains("seen");
    // The idle time of the test platforms is 10 s.
    kind.running().advance(Duration.ofSeconds(10));
    Awaitility.await().until(() -> environments("seen").isEmpty());
  }

  @Test
  void pagesOfOtherSitesSeeNothing() throws Exception {
    assertThat(get("", "Origin", "http://evil.example").statusCode()).isEqualTo(403);
    assertThat(get("", "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
    assertThat(get("", "Sec-Fetch-Site", "none").statusCode()).isEqualTo(200);
  }
}
