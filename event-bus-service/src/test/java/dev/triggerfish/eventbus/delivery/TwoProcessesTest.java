package dev.triggerfish.eventbus.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.SqlDialect;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.Seed;
import dev.triggerfish.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two event buses over one PostgreSQL, killed in turns while they accept and deliver. */
@OnEachDatabase("event-bus")
class TwoProcessesTest {

  private static final int KILLS = 6;
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final TestDatabase testDatabase;
  private final Database database;
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Map<String, Start> running = new LinkedHashMap<>();
  private final Set<String> killed = new HashSet<>();
  private int starts;

  TwoProcessesTest(TestDatabase database) {
    this.testDatabase = database;
    this.database = database.database();
  }

  /** One start of a process, and how many events it has accepted. */
  private record Start(String name, Process process, AtomicInteger accepted) {}

  @AfterEach
  void endAll() {
    running.values().forEach(start -> start.process().destroyForcibly());
  }

  private void start(String instance, long seed) throws IOException {
    var name = instance + "." + starts++;
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dtriggerfish.event-bus.instance-id=" + instance,
                "-cp",
                System.getProperty("java.class.path"),
                DeliveryProcess.class.getName(),
                testDatabase.url(),
                name,
                Long.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var start = new Start(name, process, new AtomicInteger());
    running.put(instance, start);
    Thread.ofVirtual().start(() -> listen(start));
  }

  private void listen(Start start) {
    try (var lines = start.process().inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        // The last line of a killed process may be cut off.
        if (line.matches("accepted " + start.name() + "-\\d+")) {
          accepted.add(line.substring("accepted ".length()));
          start.accepted().incrementAndGet();
        }
      }
    } catch (IOException e) {
      // The process was killed.
    }
  }

  @Test
  void whatIsAcceptedIsDeliveredAndRepeatedOnlyWhereAProcessWasKilled() throws Exception {
    assumeTrue(
        testDatabase.dialect() == SqlDialect.POSTGRESQL, "H2 is not shared between processes");
    var random = Seed.random(TwoProcessesTest.class);
    database
        .jdbc()
        .sql("CREATE TABLE delivered (seq BIGSERIAL, event VARCHAR(64), start VARCHAR(64))")
        .update();
    start("one", random.nextLong());
    start("two", random.nextLong());

    for (var kill = 0; kill < KILLS; kill++) {
      var instance = kill % 2 == 0 ? "one" : "two";
      var victim = Objects.requireNonNull(running.get(instance));
      var enough = 1 + random.nextInt(DeliveryProcess.EVENTS);
      awaitAccepted(victim, enough);
      victim.process().destroyForcibly().waitFor();
      killed.add(victim.name());
      start(instance, random.nextLong());
    }
    for (var start : running.values()) {
      awaitAccepted(start, DeliveryProcess.EVENTS);
    }
    await().atMost(LONGEST).until(() -> count("outbox_event") == 0);

    var deliveries = deliveries();
    var repeated = new ArrayList<String>();
    deliveries.forEach(
        (event, by) -> {
          if (by.size() > 1) {
            repeated.add(event);
            assertThat(killed)
                .as("who delivered %s before %s", event, by.getLast())
                .containsAll(by.subList(0, by.size() - 1));
          }
        });
    System.out.printf(
        "%d kills, %d events accepted, %d delivered, %d of them more than once%n",
        KILLS, accepted.size(), deliveries.size(), repeated.size());
    assertThat(deliveries.keySet()).containsAll(accepted);
  }

  private static void awaitAccepted(Start start, int events) {
    await()
        .atMost(LONGEST)
        .until(
            () -> {
              assertThat(start.process().isAlive()).as("%s is alive", start.name()).isTrue();
              return start.accepted().get() >= events;
            });
  }

  private long count(String table) {
    return database.jdbc().sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
  }

  /** Who has delivered each event, in order. */
  private Map<String, List<String>> deliveries() {
    return database
        .jdbc()
        .sql("SELECT event, start FROM delivered ORDER BY seq")
        .query((row, _) -> Map.entry(row.getString("event"), row.getString("start")))
        .list()
        .stream()
        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
  }
}
