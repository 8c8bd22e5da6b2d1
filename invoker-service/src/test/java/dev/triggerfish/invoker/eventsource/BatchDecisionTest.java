package dev.triggerfish.invoker.eventsource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.testkit.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchDecisionTest {

  /** outcome: S succeeded, N not run, or the index from which it failed. */
  @ParameterizedTest
  @CsvSource({
    "S, 4, false, -1, 0, done",
    "S, 1, true, 0, 9, done",
    "N, 4, true, 0, 0, again 0 of 4 counted 0 after PT1S",
    "0, 4, false, -1, 0, again 0 of 4 counted 1 after PT1S",
    "0, 4, false, -1, 3, again 0 of 4 counted 4 after PT4.096S",
    "0, 4, false, 0, 0, discard 0 of 4",
    "0, 4, false, 2, 1, again 0 of 4 counted 2 after PT1.6S",
    "0, 4, false, 2, 2, discard 0 of 4",
    "3, 4, false, -1, 0, again 3 of 4 counted 1 after PT1S",
    "3, 4, false, 0, 0, discard 3 of 4",
    "0, 5, true, 0, 0, split 2 and 3 counted 0",
    "0, 2, true, 3, 2, split 1 and 1 counted 2",
    "0, 1, true, 0, 0, discard 0 of 1",
    "0, 1, true, 1, 0, again 0 of 1 counted 1 after PT1S",
    "3, 4, true, 0, 0, again 3 of 4 counted 0 after PT0S",
  })
  void eachOutcomeLeadsToOneDecision(
      String outcome, int size, boolean bisects, int retries, int failures, String expected) {
    var records = LongStream.range(0, size).mapToObj(Records::record).toList();
    var batch = new Batch(records, failures, failures, 0);
    var settings = Records.settings().bisects(bisects).retries(retries).build();

    assertThat(text(BatchDecision.decide(outcome(outcome), batch, settings))).isEqualTo(expected);
  }

  @Test
  void whatIsDecidedAboutIsAllOfTheBatchInOrder() {
    var random = Seed.random(BatchDecisionTest.class);
    for (var round = 0; round < 2_000; round++) {
      var size = 1 + random.nextInt(50);
      var batch = Batch.of(LongStream.range(0, size).mapToObj(Records::record).toList());
      var settings =
          Records.settings().bisects(random.nextBoolean()).retries(random.nextInt(3) - 1).build();
      var from = random.nextInt(size);
      var decision = BatchDecision.decide(new BatchOutcome.Failed(from), batch, settings);
      var records = new ArrayList<SourceRecord>();
      switch (decision) {
        case BatchDecision.Done _ -> {}
        case BatchDecision.Again(int settled, var rest, _) -> {
          records.addAll(batch.until(settled).records());
          records.addAll(rest.records());
        }
        case BatchDecision.Split(var first, var second) -> {
          assertThat(first.size()).isPositive();
          records.addAll(first.records());
          records.addAll(second.records());
        }
        case BatchDecision.Discard(int settled, var rest) -> {
          records.addAll(batch.until(settled).records());
          records.addAll(rest.records());
        }
      }
      assertThat(records).isEqualTo(batch.records());
    }
  }

  @Test
  void aBatchThatFailsAtOnceIsTriedEightTimesInAMinute() {
    var at = Duration.ZERO;
    var tries = 0;
    while (at.compareTo(Duration.ofMinutes(1)) <= 0) {
      at = at.plus(BatchDecision.wait(tries++));
    }

    assertThat(tries).isEqualTo(8);
    assertThat(BatchDecision.wait(1_000)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void recordsThatAreTooOldAreTheFirstOnes() {
    var batch = Batch.of(LongStream.range(0, 5).mapToObj(Records::record).toList());
    var now = Instant.ofEpochMilli(Records.ARRIVAL + 60_002);

    assertThat(batch.expired(now, Duration.ofMinutes(1))).isEqualTo(2);
    assertThat(batch.expired(now, Duration.ofMinutes(2))).isZero();
    assertThat(batch.expired(now.plusSeconds(60), Duration.ofMinutes(1))).isEqualTo(5);
  }

  private static BatchOutcome outcome(String text) {
    return switch (text) {
      case "S" -> new BatchOutcome.Succeeded();
      case "N" -> new BatchOutcome.NotRun();
      default -> new BatchOutcome.Failed(Integer.parseInt(text));
    };
  }

  private static String text(BatchDecision decision) {
    return switch (decision) {
      case BatchDecision.Done _ -> "done";
      case BatchDecision.Again(int settled, var rest, var after) ->
          "again %d of %d counted %d after %s"
              .formatted(settled, settled + rest.size(), rest.failures(), after);
      case BatchDecision.Split(var first, var second) ->
          "split %d and %d counted %d".formatted(first.size(), second.size(), first.failures());
      case BatchDecision.Discard(int settled, var rest) ->
          "discard %d of %d".formatted(settled, settled + rest.size());
    };
  }
}
