package dev.triggerfish.invoker.eventsource;

import static dev.triggerfish.invoker.eventsource.ShardFixture.answers;
import static dev.triggerfish.invoker.eventsource.ShardFixture.fails;
import static dev.triggerfish.invoker.eventsource.ShardFixture.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.triggerfish.contracts.EventHop;
import dev.triggerfish.contracts.EventHop.Step;
import dev.triggerfish.delivery.sender.SendOutcome;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import dev.triggerfish.testkit.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShardWorkerTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String POISON = "arn:aws:sns:us-east-1:000000000000:poison";

  /** The largest batch that there is. */
  private static final int RECORDS = 10_000;

  @Test
  void recordsComeInBatchesAndInOrder() {
    var shard = new ShardFixture(Records.settings().size(40).build());

    shard.accept(records(100));
    shard.runUntil(100, SECOND);

    assertThat(shard.events.stream().flatMap(event -> numbers(event).stream()).toList())
        .isEqualTo(IntStream.range(0, 100).boxed().toList());
    assertThat(shard.events).allMatch(event -> numbers(event).size() <= 40);
    assertThat(shard.points.getLast()).isEqualTo(new Progress.Point(100, 101));
    assertThat(shard.results).containsExactly("OK");
  }

  @Test
  void aBatchWaitsUntilItIsFullOrItsWindowIsOver() {
    var shard = new ShardFixture(Records.settings().size(10).window(60).build());

    shard.accept(records(25));
    await().until(() -> shard.events.size() == 2);
    shard.clock.advance(Duration.ofSeconds(59));
    assertThat(shard.events).hasSize(2);
    shard.runUntil(25, SECOND);

    assertThat(shard.events.stream().map(event -> numbers(event).size()))
        .containsExactly(10, 10, 5);
  }

  @Test
  void onlyWhatAFilterMatchesComes() {
    var shard =
        new ShardFixture(
            Records.settings().filters("{\"n\":[{\"numeric\":[\">\",7]}]}", "{\"n\":[2]}").build());

    shard.accept(records(10));
    shard.runUntil(10, SECOND);

    assertThat(shard.events.stream().flatMap(event -> numbers(event).stream()))
        .containsExactly(2, 8, 9);
    assertThat(shard.hops.stream().filter(hop -> hop.step() == Step.FILTERED_OUT))
        .hasSize(7)
        .allMatch(hop -> hop.text().contains("\"n\", \"n\""));
    assertThat(shard.metrics).contains("POLLED 10", "FILTERED_OUT 1");
  }

  @Test
  void whatIsFilteredOutIsSettledWithoutAnInvocation() {
    var shard = new ShardFixture(Records.settings().filters("{\"n\":[99]}").build());

    shard.accept(records(10));

    assertThat(shard.points.getLast()).isEqualTo(new Progress.Point(10, 11));
    assertThat(shard.events).isEmpty();
  }

  @Test
  void bisectingFindsOnePoisonRecordAndOnlyThatReachesTheDestination() {
    var poison = Seed.random(ShardWorkerTest.class).nextInt(RECORDS);
    var shard =
        new ShardFixture(
            Records.settings()
                .size(RECORDS)
                .window(1)
                .bisects(true)
                .retries(2)
                .onFailure(POISON)
                .build());
    shard.function = event -> numbers(event).contains(poison) ? fails() : answers("null");

    shard.accept(records(RECORDS));
    shard.runUntil(RECORDS, SECOND);

    assertThat(shard.events).hasSize(calls(RECORDS, poison, 2));
    var record = JsonMapper.shared().readTree(shard.told.getFirst());
    assertThat(shard.told).hasSize(1);
    assertThat(record.path("DDBStreamBatchInfo").path("startSequenceNumber").asString())
        .isEqualTo(record.path("DDBStreamBatchInfo").path("endSequenceNumber").asString());
    assertThat(record.path("requestContext").path("condition").asString())
        .isEqualTo("RetryAttemptsExhausted");
    assertThat(record.path("responseContext").path("functionError").asString())
        .isEqualTo("Unhandled");
    assertThat(record.path("DDBStreamBatchInfo").path("batchSize").asInt()).isEqualTo(1);
    assertThat(succeeded(shard, poison)).hasSize(RECORDS - 1).doesNotHaveDuplicates();
  }

  /** How often a function is called that fails with one record of so many. */
  private static int calls(int size, int poison, int retries) {
    if (size == 1) {
      return 1 + retries;
    }
    var half = size / 2;
    return poison < half
        ? 2 + calls(half, poison, retries)
        : 2 + calls(size - half, poison - half, retries);
  }

  private static List<Integer> succeeded(ShardFixture shard, int poison) {
    return shard.events.stream()
        .map(ShardFixture::numbers)
        .filter(numbers -> !numbers.contains(poison))
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void aDestinationIsToldWhatAwsTells() {
    var shard = new ShardFixture(Records.settings().size(2).retries(1).onFailure(POISON).build());
    shard.function = event -> numbers(event).contains(1) ? fails() : answers("null");

    shard.accept(records(3));
    shard.runUntil(3, SECOND);

    assertThat(shard.told.getFirst())
        .matches(
            "\\{\"requestContext\":\\{\"requestId\":\"[0-9a-f-]{36}\",\"functionArn\":\""
                + "arn:aws:lambda:us-east-1:000000000000:function:fn\",\"condition\":\""
                + "RetryAttemptsExhausted\",\"approximateInvokeCount\":2},\"responseContext\":"
                + "\\{\"statusCode\":200,\"executedVersion\":\"\\$LATEST\",\"functionError\":\""
                + "Unhandled\"},\"version\":\"1.0\",\"timestamp\":\"[0-9T:.-]{23}Z\",\""
                + "DDBStreamBatchInfo\":\\{\"shardId\":\""
                + shard.topic.shardId(0)
                + "\",\"startSequenceNumber\":\"seq-0\",\"endSequenceNumber\":\"seq-1\",\""
                + "approximateArrivalOfFirstRecord\":\"2026-01-02T03:04:05Z\",\""
                + "approximateArrivalOfLastRecord\":\"2026-01-02T03:04:05Z\",\"batchSize\":2,\""
                + "streamArn\":\""
                + ShardFixture.STREAM
                + "\"}}");
    assertThat(shard.metrics)
        .contains("DROPPED 2", "DESTINATION_DELIVERED 2", "FAILED_INVOKE 2", "INVOKED 2");
    assertThat(shard.results).containsExactly("PROBLEM: Function call failed", "OK");
  }

  @Test
  void aDestinationThatCannotBeReachedIsTriedAgainAndThenGivenUp() {
    var tries = new AtomicInteger();
    var shard = new ShardFixture(Records.settings().retries(0).onFailure(POISON).build());
    shard.function = _ -> fails();
    shard.destination =
        _ -> tries.incrementAndGet() < 3 ? new SendOutcome.Failed("away") : delivered();

    shard.accept(records(1));
    shard.runUntil(1, SECOND);
    assertThat(shard.told).hasSize(1);

    shard.destination = _ -> new SendOutcome.Denied("sns:Publish is missing");
    shard.accept(List.of(Records.record(1)));
    shard.runUntil(2, SECOND);
    assertThat(shard.hops.stream().filter(hop -> hop.step() == Step.DENIED).map(EventHop::text))
        .containsExactly("The on-failure destination did not get it: sns:Publish is missing");
    assertThat(shard.metrics).contains("destination failed");
  }

  private static SendOutcome delivered() {
    return new SendOutcome.Delivered("messageId", "m");
  }

  @Test
  void recordsThatAreTooOldAreGivenUpWithoutAResponse() {
    var shard = new ShardFixture(Records.settings().age(60).onFailure(POISON).build());
    shard.function = _ -> fails();

    shard.accept(records(1));
    shard.runUntil(1, SECOND);

    assertThat(shard.events).hasSizeBetween(2, 8);
    assertThat(shard.told.getFirst())
        .contains("RecordAgeExceeded", "\"approximateInvokeCount\":" + shard.events.size())
        .doesNotContain("responseContext");
  }

  @Test
  void whatDidNotRunCostsNoRetry() {
    var calls = new AtomicInteger();
    var shard = new ShardFixture(Records.settings().retries(0).build());
    shard.function =
        _ ->
            switch (calls.incrementAndGet()) {
              case 1, 2, 3 -> new InvocationOutcome.Throttled("ConcurrentInvocationLimitExceeded");
              case 4 -> new InvocationOutcome.PlatformFailed("no environment");
              default -> answers("null");
            };

    shard.accept(records(1));
    shard.runUntil(1, SECOND);

    assertThat(calls).hasValue(5);
    assertThat(shard.results)
        .containsExactly(
            "PROBLEM: Function call was throttled: ConcurrentInvocationLimitExceeded",
            "PROBLEM: internal Lambda error. Please contact Lambda customer support.",
            "OK");
    assertThat(shard.metrics).doesNotContain("DROPPED 1");
  }

  @Test
  void aRightThatIsTakenAwayStopsTheShardAndIsSaid() {
    var shard = new ShardFixture(Records.settings().retries(0).build());
    shard.denial = "Cannot access stream.";

    shard.accept(records(3));
    await().until(() -> shard.results.contains("PROBLEM: Cannot access stream."));
    assertThat(shard.events).isEmpty();
    shard.denial = null;
    shard.runUntil(3, SECOND);

    assertThat(numbers(shard.events.getFirst())).containsExactly(0, 1, 2);
    assertThat(shard.results.getLast()).isEqualTo("OK");
  }

  @Test
  void whatAFunctionDoesNotReportIsNotTriedAgain() {
    var shard = new ShardFixture(Records.settings().reports(true).retries(2).build());
    shard.function =
        event ->
            numbers(event).contains(5)
                ? answers("{\"batchItemFailures\":[{\"itemIdentifier\":\"seq-5\"}]}")
                : answers("{}");

    shard.accept(records(8));
    shard.runUntil(8, SECOND);

    assertThat(shard.events.stream().map(ShardFixture::numbers))
        .containsExactly(List.of(0, 1, 2, 3, 4, 5, 6, 7), List.of(5, 6, 7), List.of(5, 6, 7));
    assertThat(shard.hops.stream().filter(hop -> hop.step() == Step.DROPPED)).hasSize(3);
  }

  @Test
  void withBisectingWhatIsReportedIsWhereTheBatchIsSplit() {
    var shard =
        new ShardFixture(
            Records.settings().reports(true).bisects(true).retries(0).onFailure(POISON).build());
    shard.function =
        event ->
            numbers(event).contains(5)
                ? answers("{\"batchItemFailures\":[{\"itemIdentifier\":\"seq-5\"}]}")
                : answers("{}");

    shard.accept(records(8));
    shard.runUntil(8, SECOND);

    assertThat(shard.events.stream().map(ShardFixture::numbers))
        .containsExactly(
            List.of(0, 1, 2, 3, 4, 5, 6, 7), List.of(5, 6, 7), List.of(5), List.of(6, 7));
    assertThat(shard.told.getFirst()).contains("\"functionError\":null");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 10})
  void recordsOfOneKeyStayInOrderWhateverFails(int factor) {
    var random = Seed.random(ShardWorkerTest.class);
    var shard =
        new ShardFixture(
            Records.settings().size(7).factor(factor).bisects(true).reports(true).build());
    Map<String, List<Integer>> done = new HashMap<>();
    shard.function =
        event -> {
          synchronized (done) {
            if (random.nextInt(4) == 0) {
              return fails();
            }
            var records = event.path("Records");
            var until = random.nextInt(3) == 0 ? random.nextInt(records.size()) : records.size();
            for (var index = 0; index < until; index++) {
              note(done, records.get(index));
            }
            return until == records.size()
                ? answers("null")
                : answers(
                    "{\"batchItemFailures\":[{\"itemIdentifier\":\"seq-"
                        + records.get(until).path("n").intValue()
                        + "\"}]}");
          }
        };
    var written = new HashMap<String, List<Integer>>();
    for (var n = 0; n < 600; n++) {
      var key = "k" + random.nextInt(20);
      written.computeIfAbsent(key, _ -> new ArrayList<>()).add(n);
      shard.accept(List.of(keyed(n, key)));
    }
    shard.runUntil(600, SECOND);

    synchronized (done) {
      assertThat(done).isEqualTo(written);
    }
  }

  private static void note(Map<String, List<Integer>> done, JsonNode record) {
    done.computeIfAbsent(record.path("key").asString(), _ -> new ArrayList<>())
        .add(record.path("n").intValue());
  }

  private static SourceRecord keyed(int n, String key) {
    var json = "{\"n\":" + n + ",\"key\":\"" + key + "\"}";
    var plain = Records.record(n, Records.ARRIVAL + n, json);
    return new SourceRecord(
        n, n + 1, plain.id(), plain.event(), key, plain.arrived(), plain.polled(), plain.json());
  }

  @Test
  void aPoisonedKeyHoldsUpOnlyItsOwnLane() {
    var shard = new ShardFixture(Records.settings().size(1).factor(4).build());
    shard.function = event -> numbers(event).contains(0) ? fails() : answers("null");

    shard.accept(records(50));
    await()
        .until(
            () -> {
              var ran = new HashSet<Integer>();
              shard.events.forEach(event -> ran.addAll(numbers(event)));
              return ran.size() > 30;
            });

    assertThat(shard.points).noneMatch(point -> point.position() > 0);
    shard.function = _ -> answers("null");
    shard.runUntil(50, SECOND);
  }

  @Test
  void aChangeOfTheMappingGoesForTheNextBatch() {
    var shard = new ShardFixture(Records.settings().size(10).window(300).build());
    shard.accept(records(5));

    shard.mapping =
        ShardFixture.mapping(
            Records.settings().size(2).factor(2).filters("{\"n\":[0,1,2,3]}").build());
    shard.worker.pump();
    shard.runUntil(5, SECOND);

    assertThat(shard.events.stream().flatMap(event -> numbers(event).stream()).sorted())
        .containsExactly(0, 1, 2, 3);
    assertThat(shard.events).allMatch(event -> numbers(event).size() <= 2);
  }

  @Test
  void windowsGiveTheSumsThatAnIndependentComputationGives() {
    var random = Seed.random(ShardWorkerTest.class);
    var shard = new ShardFixture(Records.settings().size(13).tumbling(30).build());
    var sums = new CopyOnWriteArrayList<String>();
    shard.function = event -> sum(event, sums, random.nextInt(5) == 0);
    var records = new ArrayList<SourceRecord>();
    var expected = new HashMap<Long, Long>();
    var arrived = Records.ARRIVAL;
    for (var n = 0; n < 400; n++) {
      arrived += random.nextInt(2_000);
      records.add(Records.record(n, arrived, "{\"n\":" + n + "}"));
      expected.merge(Math.floorDiv(arrived, 30_000L) * 30_000, (long) n, Long::sum);
    }

    shard.accept(records);
    shard.clock.advance(Duration.ofMillis(arrived - Records.ARRIVAL));
    shard.runUntil(400, Duration.ofSeconds(5));
    await()
        .until(
            () -> {
              shard.clock.advance(Duration.ofSeconds(5));
              return sums.size() == expected.size();
            });

    assertThat(sums)
        .containsExactlyElementsOf(
            expected.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(entry -> Instant.ofEpochMilli(entry.getKey()) + " " + entry.getValue())
                .toList());
    await().until(() -> shard.window == null);
  }

  private static InvocationOutcome sum(JsonNode event, List<String> sums, boolean fails) {
    if (fails) {
      return fails();
    }
    var sum = event.path("state").path("sum").asLong(0);
    for (var n : numbers(event)) {
      sum += n;
    }
    if (event.path("isFinalInvokeForWindow").booleanValue()) {
      sums.add(event.path("window").path("start").asString() + " " + sum);
    }
    return answers("{\"state\":{\"sum\":" + sum + "}}");
  }

  @Test
  void aWindowWhoseStateIsTooLargeEndsEarly() {
    var shard = new ShardFixture(Records.settings().size(1).tumbling(900).build());
    var large = "x".repeat(TumblingWindow.LARGEST_STATE);
    shard.function =
        event ->
            answers(
                "{\"state\":{\"text\":\""
                    + (numbers(event).contains(0) ? large : "small")
                    + "\"}}");

    shard.accept(records(2));
    shard.runUntil(2, SECOND);

    assertThat(shard.events).hasSize(3);
    assertThat(shard.events.get(1).path("isWindowTerminatedEarly").booleanValue()).isTrue();
    assertThat(shard.events.get(1).path("isFinalInvokeForWindow").booleanValue()).isTrue();
    assertThat(shard.events.get(2).path("state").isEmpty()).isTrue();
  }

  @Test
  void whoIsToLeaveBeginsNothingNew() {
    var shard = new ShardFixture(Records.settings().build());
    assertThat(shard.worker.leave()).isTrue();

    shard.accept(records(1));

    assertThat(shard.events).isEmpty();
    assertThat(shard.points).isEmpty();
  }

  private static List<SourceRecord> records(int count) {
    return LongStream.range(0, count).mapToObj(Records::record).toList();
  }
}
