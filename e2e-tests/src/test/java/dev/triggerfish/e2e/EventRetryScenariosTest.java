package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.triggerfish.e2e.Events.Hop;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import tools.jackson.databind.JsonNode;

/**
 * When events are tried again and when they are given up, by a clock that is moved.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">
 *     Error handling of asynchronous invocations</a>
 */
@OnSharedPlatforms
@MovesTheClock
class EventRetryScenariosTest {

  @Parameter private PlatformKind kind;

  private Platform platform;
  private Events events;
  private Cloud cloud;
  private Instant begin;

  @BeforeEach
  void connect() {
    platform = kind.running();
    events = new Events(kind);
    cloud = events.cloud;
    begin = platform.now().truncatedTo(ChronoUnit.MINUTES);
  }

  private void failureTo(String function, String destination, int retries, int age) {
    cloud.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(function)
                .maximumRetryAttempts(retries)
                .maximumEventAgeInSeconds(age)
                .destinationConfig(d -> d.onFailure(f -> f.destination(destination))));
  }

  private static Instant until(Hop waiting) {
    return Instant.parse(waiting.fact("until"));
  }

  private static void assertPause(Hop attempt, Hop waiting, Duration pause) {
    // The attempt is told of a moment before it is decided what follows.
    assertThat(Duration.between(attempt.at(), until(waiting)))
        .isCloseTo(pause, Duration.ofSeconds(1));
  }

  @Test
  void anEventIsTriedAfterOneAndTwoMoreMinutesAndThenBothTargetsAreTold() {
    var function = events.name("retry-thrice");
    var letters = events.name("retry-letters");
    var records = events.name("retry-records");
    events.function(function, Events.FAILS);
    events.function(letters, Events.RECORDER);
    events.function(records, Events.RECORDER);
    var topic = events.topicFor(letters);
    events.allow(function, "*");
    cloud.lambda.updateFunctionConfiguration(
        r -> r.functionName(function).deadLetterConfig(d -> d.targetArn(topic)));
    cloud.awaitUpdated(function);
    cloud.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(function)
                .destinationConfig(d -> d.onFailure(f -> f.destination(Events.arn(records)))));

    var id = events.send(function, "{\"order\":1.50}");

    var first = events.awaitWay(id, "WAITING", 1);
    assertPause(first.only(id, "ATTEMPTED"), first.only(id, "WAITING"), Duration.ofMinutes(1));
    platform.advance(Duration.ofSeconds(40));
    assertThat(events.way(id).steps(id)).containsExactly("ACCEPTED", "ATTEMPTED", "WAITING");

    platform.advance(Duration.ofSeconds(20));
    var second = events.awaitWay(id, "WAITING", 2);
    var attempts = second.hops(id, "ATTEMPTED");
    assertThat(attempts).hasSize(2);
    assertThat(attempts.getLast().at()).isAfterOrEqualTo(until(first.only(id, "WAITING")));
    assertPause(attempts.getLast(), second.hops(id, "WAITING").getLast(), Duration.ofMinutes(2));
    platform.advance(Duration.ofSeconds(100));
    assertThat(events.way(id).hops(id, "ATTEMPTED")).hasSize(2);

    platform.advance(Duration.ofSeconds(20));
    var last = events.awaitWay(id, "DELIVERED", 2);
    assertThat(last.steps(id))
        .containsExactly(
            "ACCEPTED",
            "ATTEMPTED",
            "WAITING",
            "ATTEMPTED",
            "WAITING",
            "ATTEMPTED",
            "DELIVERED",
            "DELIVERED");
    assertThat(last.hops(id, "ATTEMPTED").getLast().at())
        .isAfterOrEqualTo(until(second.hops(id, "WAITING").getLast()));
    assertLetter(events.records(letters).getFirst().at("/Records/0/Sns"), id);
    assertRecord(events.records(records).getFirst(), function, id);
    assertMetrics(function);
  }

  private static void assertLetter(JsonNode letter, String id) {
    assertThat(letter.at("/Message").asString()).isEqualTo("{\"order\":1.50}");
    assertThat(letter.at("/Subject").isNull()).isTrue();
    assertThat(letter.at("/MessageAttributes").toString())
        .contains("{\"Type\":\"String\",\"Value\":\"" + id + "\"}")
        .contains("\"ErrorCode\":{\"Type\":\"Number\",\"Value\":\"200\"}")
        .contains("\"ErrorMessage\":{\"Type\":\"String\",\"Value\":\"not today\"}");
    assertThat(letter.at("/MessageAttributes/RequestID/Value").asString()).isEqualTo(id);
  }

  private static void assertRecord(JsonNode record, String function, String id) {
    assertThat(record.propertyNames())
        .containsExactly(
            "version",
            "timestamp",
            "requestContext",
            "requestPayload",
            "responseContext",
            "responsePayload");
    assertThat(record.at("/version").asString()).isEqualTo("1.0");
    assertThat(record.at("/timestamp").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(record.at("/requestContext").toString())
        .isEqualTo(
            "{\"requestId\":\"%s\",\"functionArn\":\"%s:$LATEST\",\"condition\":\"RetriesExhausted\",\"approximateInvokeCount\":3}"
                .formatted(id, Events.arn(function)));
    assertThat(record.at("/requestPayload/order").asDouble()).isEqualTo(1.5);
    assertThat(record.at("/responseContext").toString())
        .isEqualTo(
            "{\"statusCode\":200,\"executedVersion\":\"$LATEST\",\"functionError\":\"Unhandled\"}");
    assertThat(record.at("/responsePayload/errorType").asString()).isEqualTo("ValueError");
    assertThat(record.at("/responsePayload/errorMessage").asString()).isEqualTo("not today");
  }

  private void assertMetrics(String function) {
    assertThat(events.awaitMetric(function, "AsyncEventsReceived", begin, 1).sum()).isEqualTo(1);
    assertThat(events.awaitMetric(function, "AsyncEventsDropped", begin, 1).sum()).isEqualTo(1);
    assertThat(events.awaitMetric(function, "Errors", begin, 3).sum()).isEqualTo(3);
    var age = events.awaitMetric(function, "AsyncEventAge", begin, 3);
    assertThat(age.sampleCount()).isEqualTo(3);
    // Milliseconds, at the last attempt: three minutes, and what the machine took.
    assertThat(age.maximum()).isCloseTo(180_000, within(20_000.0));
  }

  @Test
  void asManyRetriesAreMadeAsAreAskedFor() {
    var none = events.name("retry-never");
    var one = events.name("retry-once");
    var records = events.name("retry-few-records");
    events.function(none, Events.FAILS);
    events.function(one, Events.FAILS);
    events.function(records, Events.RECORDER);
    events.allow(none, "lambda:InvokeFunction");
    events.allow(one, "lambda:InvokeFunction");
    failureTo(none, Events.arn(records), 0, 21_600);
    failureTo(one, Events.arn(records), 1, 21_600);

    var never = events.send(none, "{}");
    var once = events.send(one, "{}");
    events.awaitWay(never, "DELIVERED", 1);
    events.awaitWay(once, "WAITING", 1);
    platform.advance(Duration.ofMinutes(1));
    var way = events.awaitWay(once, "DELIVERED", 1);

    assertThat(events.way(never).hops(never, "ATTEMPTED")).hasSize(1);
    assertThat(way.hops(once, "ATTEMPTED")).hasSize(2);
    var told = way.only(once, "DELIVERED").fact("requestId");
    events.awaitWay(told, "ATTEMPTED", 1);
    assertThat(events.records(records))
        .extracting(record -> record.at("/requestContext/approximateInvokeCount").asInt())
        .containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void anEventThatWaitsForABusyFunctionIsGivenUpAtItsAge() {
    var function = events.name("retry-busy");
    var records = events.name("retry-busy-records");
    events.function(
        function,
        """
        import time
        def handler(event, context):
            print("BUSY")
            time.sleep(25)
        """);
    events.function(records, Events.RECORDER);
    events.allow(function, "lambda:InvokeFunction");
    failureTo(function, Events.arn(records), 2, 60);
    cloud.lambda.putFunctionConcurrency(
        r -> r.functionName(function).reservedConcurrentExecutions(1));
    Thread.ofVirtual().start(() -> cloud.invoke(function, "{}"));
    cloud.awaitLog(function, "BUSY");

    var id = events.send(function, "\"patient\"");
    events.awaitWay(id, "WAITING", 1);
    platform.advance(Duration.ofSeconds(61));
    var way = events.awaitWay(id, "DELIVERED", 1);

    assertThat(way.only(id, "ATTEMPTED").text())
        .isEqualTo("Attempt 1: throttled: ReservedFunctionConcurrentInvocationLimitExceeded");
    var record = events.records(records).getFirst();
    assertThat(record.at("/requestContext/condition").asString()).isEqualTo("EventAgeExceeded");
    assertThat(record.at("/requestContext/approximateInvokeCount").asInt(-1)).isZero();
    assertThat(record.at("/requestPayload").asString()).isEqualTo("patient");
    assertThat(record.has("responseContext")).isFalse();
    assertThat(events.awaitMetric(function, "AsyncEventsDropped", begin, 1).sum()).isEqualTo(1);
  }

  @Test
  void anEventWhoseRetryWouldComeTooLateIsGivenUpAtOnce() {
    var function = events.name("retry-late");
    var records = events.name("retry-late-records");
    events.function(function, Events.FAILS);
    events.function(records, Events.RECORDER);
    events.allow(function, "lambda:InvokeFunction");
    failureTo(function, Events.arn(records), 2, 60);

    events.send(function, "{}");

    var record = events.records(records).getFirst();
    assertThat(record.at("/requestContext/condition").asString()).isEqualTo("EventAgeExceeded");
    assertThat(record.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(1);
    assertThat(record.at("/responsePayload/errorMessage").asString()).isEqualTo("not today");
  }
}
