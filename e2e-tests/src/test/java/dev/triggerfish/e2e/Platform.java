package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A running Triggerfish, whatever it consists of. */
public interface Platform extends AutoCloseable {

  /** Where clients reach it. */
  URI endpoint();

  /** What changes through {@code /_triggerfish} need at the endpoint. */
  String adminToken();

  /** Moves platform time on; what came due has been started when this returns. */
  default void advance(Duration by) {
    var answer = page("clock", "{\"advance\":\"" + by + "\"}", adminToken());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Platform time, which other scenarios may have moved on. */
  default Instant now() {
    var clock = JsonMapper.shared().readTree(page("clock", null, null).body());
    return Instant.parse(clock.get("platform").asString());
  }

  /**
   * Asks the platform itself.
   *
   * @param page what is behind {@code /_triggerfish/}
   * @param body to post; null to look
   * @param token of the administrator, or null
   */
  default HttpResponse<String> page(String page, @Nullable String body, @Nullable String token) {
    var request = HttpRequest.newBuilder(endpoint().resolve("/_triggerfish/" + page));
    if (body != null) {
      request.POST(BodyPublishers.ofString(body));
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  void close();
}
