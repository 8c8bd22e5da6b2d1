package dev.triggerfish.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.journal.EventJournal;
import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.contracts.EventHop.Step;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** What services write down about events is there for who asks a moment later. */
class EventJournalTest {

  private static final String BUCKET = "arn:aws:s3:::photos";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:f";

  @TempDir private Path folder;

  @Test
  void whoAsksAtOnceIsToldTheWholeWay() throws Exception {
    System.setProperty("spring.config.name", "triggerfish-all-in-one");
    try (var context =
        SpringApplication.run(
            TriggerfishApplication.class,
            "--server.port=0",
            "--triggerfish.storage.data-dir=" + folder.resolve("data"))) {
      var journal = context.getBean(EventJournal.class);
      var at = context.getBean(PlatformClock.class).now();
      var key = "photos/2026//a cat.jpg";
      journal.record(hop(key, at, Step.ACCEPTED, BUCKET, Map.of()));
      journal.record(hop(key, at.plusMillis(1), Step.DELIVERED, BUCKET, Map.of("requestId", "r")));
      journal.record(hop("r", at.plusMillis(2), Step.ATTEMPTED, FUNCTION, Map.of("attempt", "1")));

      var told = get(context, "?id=photos%2F2026%2F%2Fa%20cat.jpg");

      assertThat(told.lines().map(String::strip))
          .containsSubsequence(
              "text of ACCEPTED",
              "text of DELIVERED",
              "because of " + key,
              "text of ATTEMPTED  (attempt 1)");
      assertThat(get(context, "/r")).contains("r  (").contains("because of " + key);
    }
  }

  private static EventHop hop(
      String id, Instant at, Step step, String resource, Map<String, String> facts) {
    return new EventHop(id, null, at, step, resource, "text of " + step, facts);
  }

  private static String get(ConfigurableApplicationContext context, String what) throws Exception {
    var port = context.getEnvironment().getProperty("local.server.port");
    var page = URI.create("http://localhost:" + port + "/_triggerfish/events" + what);
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(page).header("Accept", "text/plain").build();
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }
}
