package dev.triggerfish.invoker.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.contracts.MetricBatch.Series;
import dev.triggerfish.invoker.dispatch.ManualClock;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.invocation.AsyncEventObserver.Incident;
import dev.triggerfish.invoker.invocation.Execution;
import dev.triggerfish.invoker.invocation.Invocation;
import dev.triggerfish.invoker.invocation.InvocationObserver.Running;
import dev.triggerfish.invoker.invocation.InvocationOutcome.HandlerFailed;
import dev.triggerfish.invoker.invocation.InvocationOutcome.Succeeded;
import dev.triggerfish.invoker.invocation.InvocationReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvocationMetricsTest {

  private final ManualClock clock = new ManualClock();
  private final InvocationMetrics metrics =
      new InvocationMetrics(clock, invocation -> invocation.version().name().equals("reserved"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | {} {FunctionName=fn} {FunctionName=fn, Resource=fn}",
        ":$LATEST | {} {FunctionName=fn} {FunctionName=fn, Resource=fn:$LATEST}",
        ":7 | {} {FunctionName=fn} {FunctionName=fn, Resource=fn:7}",
        ":live | {} {FunctionName=fn} {FunctionName=fn, Resource=fn:live}"
            + " {FunctionName=fn, Resource=fn:live, ExecutedVersion=7}",
        ":7a | {} {FunctionName=fn} {FunctionName=fn, Resource=fn:7a}"
            + " {FunctionName=fn, Resource=fn:7a, ExecutedVersion=7}"
      })
  void dimensionsSayHowItWasAddressed(String qualifier, String expected) {
    var target = Target.of(Versions.invocation("fn", "7", qualifier));
    assertThat(
            String.join(
                " ", target.scopes().stream().map(scope -> scope.dimensions().toString()).toList()))
        .isEqualTo(expected);
  }

  @Test
  void countsWhatAwsCounts() {
    succeed("f", 12.344);
    succeed("f", 12.346);
    fail("f", 1.0);
    metrics.throttled(Versions.invocation("f", "$LATEST", ""));
    var of = series("{FunctionName=f}");
    assertThat(of.get("Invocations")).isEqualTo("1.0x3");
    assertThat(of.get("Errors")).isEqualTo("0.0x2 1.0x1");
    assertThat(of.get("Throttles")).isEqualTo("0.0x3 1.0x1");
    assertThat(of.get("Duration")).isEqualTo("1.0x1 12.34x1 12.35x1");
  }

  @Test
  void onlyThrottlesAreCountedOfAThrottledFunction() {
    metrics.throttled(Versions.invocation("f", "$LATEST", ""));
    assertThat(series("{FunctionName=f}")).isEqualTo(Map.of("Throttles", "1.0x1"));
  }

  @Test
  void theAccountAddsUpItsFunctions() {
    succeed("f", 1);
    fail("g", 2);
    var account = series("{}");
    assertThat(account.get("Invocations")).isEqualTo("1.0x2");
    assertThat(account.get("Errors")).isEqualTo("0.0x1 1.0x1");
    assertThat(account.get("Duration")).isEqualTo("1.0x1 2.0x1");
  }

  @Test
  void measuresTheMostAtOnce() {
    var first = start("f");
    start("f").close();
    var second = start("g");
    second.close();
    first.close();
    var all = metrics.take();
    assertThat(series(all, "{}").get("ConcurrentExecutions")).isEqualTo("2.0x1");
    assertThat(series(all, "{FunctionName=f}").get("ConcurrentExecutions")).isEqualTo("2.0x1");
    assertThat(series(all, "{FunctionName=g}").get("ConcurrentExecutions")).isEqualTo("1.0x1");
    assertThat(metrics.take().peaks()).isEmpty();
  }

  @Test
  void goesOnMeasuringWhatRunsForLong() {
    var running = start("f");
    metrics.take();
    clock.advance(Duration.ofMinutes(1));
    assertThat(series("{}").get("ConcurrentExecutions")).isEqualTo("1.0x1");
    running.close();
    assertThat(metrics.take().peaks()).isEmpty();
  }

  @Test
  void reservedConcurrencyIsNotUnreserved() {
    var open = new ArrayList<Running>();
    open.add(start("reserved"));
    open.add(start("f"));
    var account = series("{}");
    assertThat(account.get("ConcurrentExecutions")).isEqualTo("2.0x1");
    assertThat(account.get("UnreservedConcurrentExecutions")).isEqualTo("1.0x1");
    open.forEach(Running::close);
  }

  @Test
  void eventsAreCounted() {
    var name = new FunctionName("000000000000", "us-east-1", "f", "live");
    metrics.received(name);
    metrics.received(name);
    metrics.attempted(name, Duration.ofMillis(7));
    metrics.attempted(name, Duration.ofMinutes(1));
    metrics.happened(name, Incident.DROPPED);
    metrics.happened(name, Incident.DEAD_LETTER_FAILED);
    metrics.happened(name, Incident.DESTINATION_FAILED);
    metrics.happened(name, Incident.RECURSION_STOPPED);

    var all = metrics.take();

    for (var scope : List.of("{FunctionName=f}", "{FunctionName=f, Resource=f:live}")) {
      assertThat(series(all, scope))
          .isEqualTo(
              Map.of(
                  "AsyncEventsReceived", "1.0x2",
                  "AsyncEventAge", "7.0x1 60000.0x1",
                  "AsyncEventsDropped", "1.0x1",
                  "DeadLetterErrors", "1.0x1",
                  "DestinationDeliveryFailures", "1.0x1",
                  "RecursiveInvocationsDropped", "1.0x1"));
    }
  }

  @Test
  void everythingCountsInTheMinuteOfItsBeginning() {
    var began = clock.millis();
    clock.advance(Duration.ofMinutes(5));
    var invocation = Versions.invocation("f", "$LATEST", "");
    metrics.ran(invocation, new Succeeded(new byte[0], execution(began)));
    metrics.reported(new InvocationReport(invocation, began, Duration.ofMinutes(5), 300_000));
    var minutes = LambdaSeries.of(metrics.take()).stream().map(Series::minute).distinct().toList();
    assertThat(minutes).containsExactly(began / 60_000 * 60);
  }

  @Test
  void chargesWhatReportsSay() {
    succeed("f", 1.0);
    succeed("f", 2.0);
    succeed("g", 3.0);
    var charges = metrics.take().charges();
    assertThat(charges).hasSize(2);
    assertThat(charges)
        .filteredOn(charge -> charge.function().equals("f"))
        .singleElement()
        .satisfies(
            charge -> {
              assertThat(charge.requests()).isEqualTo(2);
              assertThat(charge.billedMillis()).isEqualTo(200);
              assertThat(charge.day()).isEqualTo(clock.millis() / 86_400_000);
              assertThat(charge.architecture()).isEqualTo("x86_64");
            });
  }

  @Test
  void everyDurationIsCountedHoweverManyThereAre() {
    for (var i = 0; i < 10_000; i++) {
      succeed("f", 1_000 + i * 0.37);
    }
    var duration =
        LambdaSeries.of(metrics.take()).stream()
            .filter(one -> one.name().equals("Duration"))
            .findFirst()
            .orElseThrow();
    assertThat(duration.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(10_000);
    assertThat(duration.values()).hasSizeLessThan(5_500);
  }

  private Running start(String name) {
    return metrics.started(Versions.invocation(name, "$LATEST", ""));
  }

  private void succeed(String name, double millis) {
    var invocation = Versions.invocation(name, "$LATEST", "");
    metrics.ran(invocation, new Succeeded(new byte[0], execution(clock.millis())));
    report(invocation, millis);
  }

  private void fail(String name, double millis) {
    var invocation = Versions.invocation(name, "$LATEST", "");
    metrics.ran(invocation, new HandlerFailed(new byte[0], execution(clock.millis())));
    report(invocation, millis);
  }

  private void report(Invocation invocation, double millis) {
    var duration = Duration.ofNanos((long) (millis * 1_000_000));
    metrics.reported(new InvocationReport(invocation, clock.millis(), duration, 100));
  }

  private static Execution execution(long startedAt) {
    return new Execution("$LATEST", "/aws/lambda/fn", "stream", startedAt, Duration.ZERO, null);
  }

  private Map<String, String> series(String dimensions) {
    return series(metrics.take(), dimensions);
  }

  /** Values and counts, by metric. */
  private static Map<String, String> series(Measured measured, String dimensions) {
    var found = new TreeMap<String, String>();
    for (var one : LambdaSeries.of(measured)) {
      if (one.dimensions().toString().equals(dimensions)) {
        var values = new ArrayList<String>();
        for (var at = 0; at < one.values().size(); at++) {
          values.add(one.values().get(at) + "x" + one.counts().get(at));
        }
        assertThat(found.put(one.name(), String.join(" ", values))).isNull();
      }
    }
    return found;
  }

  /** Invocations of functions that are never run. */
  static final class Versions {
    private Versions() {}

    static Invocation invocation(String name, String version, String qualifier) {
      var function =
          new dev.triggerfish.invoker.function.FunctionVersion(
              "000000000000",
              "us-east-1",
              name,
              version,
              "s",
              "python3.12",
              "h.h",
              "arn:aws:iam::000000000000:role/r",
              3,
              128,
              512,
              "x86_64",
              Map.of(),
              java.nio.file.Path.of("/"),
              List.of(),
              "/aws/lambda/" + name,
              "Text");
      return new Invocation(
          "id", function, function.functionArn() + qualifier, new byte[0], null, "", false);
    }
  }
}
