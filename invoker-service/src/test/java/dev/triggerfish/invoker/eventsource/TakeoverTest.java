package dev.triggerfish.invoker.eventsource;

import static dev.triggerfish.invoker.eventsource.ShardFixture.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triggerfish.aws.storage.SqlDialect;
import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.invoker.eventsource.StreamBroker.Written;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource;
import dev.triggerfish.invoker.eventsource.mapping.MappingFixtures;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One of two invokers is killed while its function runs. */
@OnEachDatabase("invoker")
class TakeoverTest {

  private static final String STREAM =
      "arn:aws:dynamodb:us-east-1:000000000000:table/taken-over/stream/2026-01-02T03:04:05.678";
  private static final int RECORDS = 100;
  private static final int SIZE = 10;

  private final StreamBroker broker = StreamBroker.running();

  @Test
  void theOtherGoesOnFromTheCheckpointWithTheSameRecordsInTheSameOrder(TestDatabase database)
      throws Exception {
    assumeTrue(database.dialect() == SqlDialect.POSTGRESQL, "H2 is not shared between processes");
    write();
    MappingFixtures.add(
        MappingFixtures.in(database.database()),
        MappingFixtures.created(
            MappingFixtures.mapping(
                new FunctionName("000000000000", "us-east-1", "fn", null),
                new MappedSource.DynamoDbStream(STREAM),
                Records.settings().size(SIZE).window(60).build())));
    var killed = start(database.url(), 3);
    try (var output = killed.inputReader(StandardCharsets.UTF_8);
        var other = other(database, batches(output, 4))) {
      assertThat(other.events()).isEmpty();
      killed.destroyForcibly().waitFor();

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> other.delivered().size() >= RECORDS - 3 * SIZE);
      assertThat(
              other.events().stream().map(event -> ShardFixture.numbers(event).toString()).toList())
          .isEqualTo(expected(3, RECORDS / SIZE));
    } finally {
      killed.destroyForcibly().waitFor();
    }
  }

  /** The one that stays, started when the other has the shard and its function has got batches. */
  private WorkerProcess other(TestDatabase database, List<String> got) {
    assertThat(got).isEqualTo(expected(0, 4));
    return new WorkerProcess("other", database.database(), broker.access(), _ -> answers("null"));
  }

  private void write() throws Exception {
    var topic = StreamTopic.of(STREAM).orElseThrow().name();
    broker.make(topic, 1);
    broker.write(
        topic,
        IntStream.range(0, RECORDS)
            .mapToObj(
                n ->
                    new Written(
                        0,
                        n + 1,
                        "k",
                        "{\"eventID\":\"e%d\",\"n\":%d,\"dynamodb\":{\"SequenceNumber\":\"%d\"}}"
                            .formatted(n, n, n)))
            .toList());
  }

  private Process start(String url, int answered) throws IOException {
    var access = broker.access();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            KilledInvoker.class.getName(),
            url,
            access.servers(),
            access.username(),
            access.password(),
            Integer.toString(answered))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The first batches that the process says its function got. */
  private static List<String> batches(BufferedReader output, int count) throws IOException {
    var batches = new ArrayList<String>();
    while (batches.size() < count) {
      var line = output.readLine();
      assertThat(line).as("after " + batches).isNotNull();
      if (line.startsWith("got ")) {
        batches.add(line.substring("got ".length()));
      }
    }
    return batches;
  }

  /** The numbers of the records of some batches. */
  private static List<String> expected(int from, int until) {
    return IntStream.range(from, until)
        .mapToObj(batch -> IntStream.range(batch * SIZE, (batch + 1) * SIZE).boxed().toList())
        .map(List::toString)
        .toList();
  }
}
