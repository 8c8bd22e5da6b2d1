package dev.triggerfish.invoker.eventsource;

import static dev.triggerfish.invoker.eventsource.ShardFixture.answers;
import static dev.triggerfish.invoker.eventsource.ShardFixture.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.invoker.eventsource.StreamBroker.Written;
import dev.triggerfish.invoker.eventsource.mapping.EventSourceMapping;
import dev.triggerfish.invoker.eventsource.mapping.EventSourceMappings;
import dev.triggerfish.invoker.eventsource.mapping.MappedSource;
import dev.triggerfish.invoker.eventsource.mapping.MappingFixtures;
import dev.triggerfish.invoker.eventsource.mapping.MappingSettings;
import dev.triggerfish.invoker.eventsource.mapping.MappingState;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import dev.triggerfish.testkit.OnEachDatabase;
import dev.triggerfish.testkit.Seed;
import dev.triggerfish.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@OnEachDatabase("invoker")
class EventSourceWorkersTest {

  private static final AtomicInteger STREAMS = new AtomicInteger();

  private final StreamBroker broker = StreamBroker.running();
  private final String arn =
      "arn:aws:dynamodb:us-east-1:000000000000:table/table-%d/stream/2026-01-02T03:04:05.678"
          .formatted(STREAMS.incrementAndGet());
  private final StreamTopic topic = StreamTopic.of(arn).orElseThrow();
  private final List<WorkerProcess> processes = new ArrayList<>();
  private final Map<Integer, Long> numbers = new HashMap<>();
  private TestDatabase database;
  private EventSourceMappings mappings;

  @BeforeEach
  void make(TestDatabase given) throws Exception {
    database = given;
    mappings = MappingFixtures.in(given.database());
    broker.make(topic.name(), 4);
  }

  @AfterEach
  void end() {
    processes.forEach(WorkerProcess::close);
  }

  @Test
  void everyRecordOfEveryShardComesAndTheMappingSaysSo() throws Exception {
    write(0, 40);
    var process = process("one", _ -> answers("null"));
    var mapping = add(Records.settings().build());

    await().untilAsserted(() -> assertThat(process.delivered()).hasSize(40));
    await().until(() -> state(mapping).state() == MappingState.ENABLED);
    await().until(() -> state(mapping).lastResult().equals("OK"));
    assertThat(process.delivered()).doesNotHaveDuplicates();
  }

  @Test
  void aRestartGoesOnWhereTheLastStartWas() throws Exception {
    write(0, 20);
    var first = process("one", _ -> answers("null"));
    add(Records.settings().build());
    await().until(() -> first.delivered().size() == 20);
    await().until(() -> checkpoints() == 20);
    first.close();
    write(20, 40);

    var second = process("one", _ -> answers("null"));

    await().until(() -> second.delivered().size() >= 20);
    assertThat(second.delivered()).containsExactlyInAnyOrderElementsOf(range(20, 40));
  }

  @Test
  void repeatsAndWhatComesTooEarlyAreDropped() throws Exception {
    var process = process("one", _ -> answers("null"));
    add(Records.settings().build());
    for (var number : List.of(1L, 2L, 2L, 4L, 1L, 3L, 4L, 5L)) {
      broker.write(
          topic.name(), List.of(new Written(0, number, "k", json(number.intValue(), "k"))));
    }

    await().until(() -> process.delivered().size() >= 5);
    assertThat(process.delivered()).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void disablingStopsAndEnablingGoesOnAtTheOldPlace() throws Exception {
    var process = process("one", _ -> answers("null"));
    var mapping = add(Records.settings().build());
    write(0, 10);
    await().until(() -> checkpoints() == 10);

    change(mapping, Records.settings().build(), false);
    await().until(() -> state(mapping).state() == MappingState.DISABLED);
    write(10, 20);
    change(mapping, Records.settings().build(), true);

    await().until(() -> process.delivered().size() >= 20);
    assertThat(process.delivered()).containsExactlyInAnyOrderElementsOf(range(0, 20));
    assertThat(state(mapping).state()).isEqualTo(MappingState.ENABLED);
  }

  @Test
  void aDeletedMappingLeavesNothing() throws Exception {
    process("one", _ -> answers("null"));
    var mapping = add(Records.settings().build());
    await().until(() -> state(mapping).state() == MappingState.ENABLED);

    MappingFixtures.change(mappings, MappingFixtures.deleting(state(mapping)));

    await().until(() -> mappings.all().isEmpty());
    await().until(() -> rows("event_source_lease") + rows("event_source_member") == 0);
  }

  @Test
  void aChangeNeitherRepeatsNorSkips() throws Exception {
    var process = process("one", _ -> answers("null"));
    var mapping = add(Records.settings().build());
    for (var round = 0; round < 5; round++) {
      write(round * 20, round * 20 + 20);
      change(mapping, Records.settings().factor(1 + round % 3).size(1 + round).build(), true);
    }

    await().until(() -> process.delivered().size() >= 100);
    assertThat(process.delivered()).containsExactlyInAnyOrderElementsOf(range(0, 100));
  }

  @Test
  void whenOneProcessGoesTheOtherTakesItsShardsOverInOrder() throws Exception {
    var random = Seed.random(EventSourceWorkersTest.class);
    Function<JsonNode, Boolean> fails = _ -> random.nextInt(5) == 0;
    var one = process("one", event -> fails.apply(event) ? fails() : answers("null"));
    var other = process("other", event -> fails.apply(event) ? fails() : answers("null"));
    add(Records.settings().size(5).factor(2).build());
    await().until(() -> owners() == 2);

    write(0, 200);
    one.close();
    write(200, 400);

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              var all = new ArrayList<>(one.delivered());
              all.addAll(other.delivered());
              assertThat(all).containsAll(range(0, 400));
            });
    assertOrder(one);
    assertOrder(other);
  }

  @Test
  void aShardChangesHandsOnlyWhenItsFunctionHasAnswered() throws Exception {
    var running = ConcurrentHashMap.<String>newKeySet();
    var overlaps = new AtomicInteger();
    var never = new CountDownLatch(1);
    Function<JsonNode, InvocationOutcome> slow =
        event -> {
          var key = event.path("Records").get(0).path("key").asString();
          if (!running.add(key)) {
            overlaps.incrementAndGet();
          }
          awaitQuietly(never, Duration.ofSeconds(3));
          running.remove(key);
          return answers("null");
        };
    write(0, 8);
    var one = process("one", slow);
    add(Records.settings().size(1).build());
    await().until(() -> running.size() == 4);

    var other = process("other", slow);

    await().atMost(Duration.ofMinutes(1)).until(() -> !other.events().isEmpty());
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> one.delivered().size() + other.delivered().size() >= 8);
    var all = new ArrayList<>(one.delivered());
    all.addAll(other.delivered());
    assertThat(all).containsExactlyInAnyOrderElementsOf(range(0, 8));
    assertThat(overlaps).hasValue(0);
  }

  /** A function that is slow. */
  private static void awaitQuietly(CountDownLatch latch, Duration time) {
    try {
      latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void assertOrder(WorkerProcess process) {
    process
        .byKey()
        .forEach(
            (key, numbers) -> assertThat(numbers.stream().distinct().toList()).as(key).isSorted());
  }

  @Test
  void aTopicOfAnotherClusterIsReadWithTheSecretThatItsMappingNames() throws Exception {
    var name = "topic-" + STREAMS.incrementAndGet();
    broker.make(name, 1);
    broker.write(name, List.of(new Written(0, 0, "k", "{\"n\":1}")));
    var process = process("one", _ -> answers("null"));
    var source =
        new MappedSource.KafkaTopic(
            List.of(broker.access().servers()),
            name,
            "group",
            List.of(new MappedSource.Access("BASIC_AUTH", WorkerProcess.SECRET)));
    var mapping =
        MappingFixtures.mapping(
            new FunctionName("000000000000", "us-east-1", "fn", null),
            source,
            Records.settings().filters("{\"value\":{\"n\":[1]}}").build());
    MappingFixtures.add(mappings, MappingFixtures.created(mapping));

    await().until(() -> !process.events().isEmpty());

    var event = process.events().getFirst();
    assertThat(event.path("eventSource").asString()).isEqualTo("SelfManagedKafka");
    assertThat(event.path("bootstrapServers").asString()).isEqualTo(broker.access().servers());
    var record = event.path("records").path(name + "-0").get(0);
    assertThat(record.path("value").asString()).isEqualTo("eyJuIjoxfQ==");
    assertThat(record.path("key").asString()).isEqualTo("aw==");
    assertThat(record.path("offset").longValue()).isZero();
    assertThat(record.path("timestampType").asString()).isEqualTo("CREATE_TIME");
  }

  private WorkerProcess process(String name, Function<JsonNode, InvocationOutcome> function) {
    var process = new WorkerProcess(name, database.database(), broker.access(), function);
    processes.add(process);
    return process;
  }

  private EventSourceMapping add(MappingSettings settings) {
    var mapping =
        MappingFixtures.created(
            MappingFixtures.mapping(
                new FunctionName("000000000000", "us-east-1", "fn", null),
                new MappedSource.DynamoDbStream(arn),
                settings));
    MappingFixtures.add(mappings, mapping);
    return mapping;
  }

  private void change(EventSourceMapping mapping, MappingSettings settings, boolean enabled) {
    await().until(() -> state(mapping).state().isSettled());
    MappingFixtures.change(mappings, MappingFixtures.changed(state(mapping), settings, enabled));
  }

  private EventSourceMapping state(EventSourceMapping mapping) {
    return MappingFixtures.find(mappings, mapping.uuid());
  }

  /** Writes records with the numbers from one until before another, each key in its shard. */
  private void write(int from, int until) throws Exception {
    var records = new ArrayList<Written>();
    for (var n = from; n < until; n++) {
      var partition = n % 4;
      var key = "k" + n % 12;
      var number = numbers.merge(partition, 1L, Long::sum);
      records.add(new Written(partition, number, key, json(n, key)));
    }
    broker.write(topic.name(), records);
  }

  private static String json(int n, String key) {
    return "{\"eventID\":\"e%d\",\"n\":%d,\"key\":\"%s\",\"dynamodb\":{\"SequenceNumber\":\"%d\"}}"
        .formatted(n, n, key, n);
  }

  private static List<Integer> range(int from, int until) {
    return java.util.stream.IntStream.range(from, until).boxed().toList();
  }

  private long checkpoints() {
    return number("SELECT COALESCE(SUM(checkpoint_offset), 0) FROM event_source_lease");
  }

  private long owners() {
    return number("SELECT COUNT(DISTINCT owner) FROM event_source_lease");
  }

  private long rows(String table) {
    return number("SELECT COUNT(*) FROM " + table);
  }

  private long number(String sql) {
    return database.database().jdbc().sql(sql).query(Long.class).single();
  }
}
