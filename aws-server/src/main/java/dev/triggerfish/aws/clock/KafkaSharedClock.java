package dev.triggerfish.aws.clock;

import dev.triggerfish.aws.admin.PeerPages;
import dev.triggerfish.aws.catalogue.PlatformService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The other processes, told through Kafka, where each reads it when it can. Whether they have is
 * seen at their own pages, which anyone may look at.
 */
final class KafkaSharedClock implements SharedClock {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final int PAUSE_MILLIS = 10;

  private final ClockTopic topic;
  private final Map<PlatformService, URI> services;

  /**
   * @param services whom an advance waits for
   */
  KafkaSharedClock(ClockTopic topic, Map<PlatformService, URI> services) {
    this.topic = topic;
    this.services = services;
  }

  @Override
  public void announce(Duration offset) throws NotAnnouncedException {
    try {
      topic.write(offset);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new NotAnnouncedException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotAnnouncedException(e);
    }
  }

  @Override
  public List<String> awaitTaken(Duration offset) {
    var behind = new ArrayList<String>();
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    try (var http = client()) {
      for (var service : services.entrySet()) {
        if (!awaitTaken(http, service.getValue(), offset, deadline)) {
          behind.add(service.getKey().id());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return services.keySet().stream().map(PlatformService::id).toList();
    }
    return behind;
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(ANSWER)
        .build();
  }

  private static boolean awaitTaken(HttpClient http, URI service, Duration offset, long deadline)
      throws InterruptedException {
    try {
      while (!hasTaken(http, service, offset)) {
        if (System.nanoTime() - deadline > 0) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
      return true;
    } catch (IOException | JacksonException | DateTimeParseException away) {
      // Who does not answer is not waited for: it takes the offset from Kafka when it is back.
      return false;
    }
  }

  /** Who is slow has not taken it yet, as far as anyone knows. It is asked again. */
  private static boolean hasTaken(HttpClient http, URI service, Duration offset)
      throws IOException, InterruptedException {
    try {
      return read(http, service).compareTo(offset) >= 0;
    } catch (HttpTimeoutException slow) {
      return false;
    }
  }

  private static Duration read(HttpClient http, URI service)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                service.resolve(ClockController.PATH + "?" + PeerPages.OWN + "=true"))
            .header("Accept", "application/json")
            .timeout(ANSWER)
            .build();
    var answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(service + " answered " + answer.statusCode());
    }
    return Duration.parse(JsonMapper.shared().readTree(answer.body()).path("offset").asString());
  }
}
