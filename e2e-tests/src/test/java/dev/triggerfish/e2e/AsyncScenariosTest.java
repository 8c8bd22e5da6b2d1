package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.lambda.model.RecursiveInvocationException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import tools.jackson.databind.json.JsonMapper;

/** Events: taken at once, run later, handed on in the end. */
// Through bytes too: the invoker calls Lambda with the credentials of a role.
@ParameterizedClass
@EnumSource(PlatformKind.class)
@NobodyMovesTheClock
class AsyncScenariosTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Parameter private PlatformKind kind;

  private Events events;

  @BeforeEach
  void connect() {
    events = new Events(kind);
  }

  private String name(String name) {
    return events.name("async-" + name);
  }

  @Test
  void aSuccessIsHandedToItsDestination() {
    var cloud = events.cloud;
    var function = name("success");
    var recorder = name("success-recorder");
    events.function(function, Functions.ECHO);
    events.function(recorder, Events.RECORDER);
    events.allow(function, "lambda:InvokeFunction");
    cloud.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(function)
                .destinationConfig(d -> d.onSuccess(s -> s.destination(Events.arn(recorder)))));

    var answer = events.invoke(function, "{\"a\":1}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.payload().asByteArray()).isEmpty();
    var record = events.records(recorder).getFirst();
    assertThat(record.at("/requestContext/requestId").asString())
        .isEqualTo(answer.responseMetadata().requestId());
    assertThat(record.at("/requestContext/condition").asString()).isEqualTo("Success");
    assertThat(record.at("/requestPayload").toString()).isEqualTo("{\"a\":1}");
    assertThat(record.at("/responsePayload").toString()).isEqualTo("{\"a\":1}");
  }

  @Test
  void aFailureIsHandedToItsDestinationWithWhatTheFunctionSaid() {
    var cloud = events.cloud;
    var function = name("failure");
    var recorder = name("failure-recorder");
    events.function(function, Events.FAILS);
    events.function(recorder, Events.RECORDER);
    events.allow(function, "lambda:InvokeFunction");
    cloud.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(function)
                .maximumRetryAttempts(0)
                .destinationConfig(d -> d.onFailure(s -> s.destination(Events.arn(recorder)))));

    events.invoke(function, "[1,2]");

    var record = events.records(recorder).getFirst();
    assertThat(record.at("/requestContext/functionArn").asString())
        .isEqualTo(Events.arn(function) + ":$LATEST");
    assertThat(record.at("/requestContext/condition").asString()).isEqualTo("RetriesExhausted");
    assertThat(record.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(1);
    assertThat(record.at("/requestPayload").toString()).isEqualTo("[1,2]");
    assertThat(record.at("/responseContext").toString())
        .isEqualTo(
            "{\"statusCode\":200,\"executedVersion\":\"$LATEST\",\"functionError\":\"Unhandled\"}");
    assertThat(record.at("/responsePayload/errorMessage").asString()).isEqualTo("not today");
  }

  @Test
  void aFunctionThatIsTurnedOffSendsItsEventsOnAtOnce() {
    var cloud = events.cloud;
    var function = name("off");
    var recorder = name("off-recorder");
    events.function(function, Functions.ECHO);
    events.function(recorder, Events.RECORDER);
    events.allow(function, "lambda:InvokeFunction");
    cloud.lambda.putFunctionConcurrency(
        r -> r.functionName(function).reservedConcurrentExecutions(0));
    cloud.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(function)
                .destinationConfig(d -> d.onFailure(s -> s.destination(Events.arn(recorder)))));

    assertThat(events.invoke(function, "{}").statusCode()).isEqualTo(202);

    var record = events.records(recorder).getFirst();
    assertThat(record.at("/requestContext/condition").asString())
        .isEqualTo("ZeroReservedConcurrency");
    assertThat(record.at("/requestContext/approximateInvokeCount").asInt(-1)).isZero();
    assertThat(record.has("responseContext")).isFalse();
    assertThat(record.has("responsePayload")).isFalse();
  }

  @Test
  void aRoleThatMayNotInvokeTheDestinationIsNotHelped() {
    var cloud = events.cloud;
    var function = name("denied");
    var recorder = name("denied-recorder");
    var marker = name("denied-marker");
    events.function(function, Events.FAILS);
    events.function(recorder, Events.RECORDER);
    cloud.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(function)
                .maximumRetryAttempts(0)
                .destinationConfig(d -> d.onFailure(s -> s.destination(Events.arn(recorder)))));
    events.invoke(function, "{}");
    cloud.awaitLog(function, "not today");

    // Whatever comes later has come: the same way is open with the permission.
    events.function(marker, Events.FAILS);
    events.allow(marker, "lambda:InvokeFunction");
    cloud.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(marker)
                .maximumRetryAttempts(0)
                .destinationConfig(d -> d.onFailure(s -> s.destination(Events.arn(recorder)))));
    events.invoke(marker, "\"marker\"");

    var records = events.records(recorder);
    assertThat(records).hasSize(1);
    assertThat(records.getFirst().at("/requestPayload").asString()).isEqualTo("marker");
  }

  @Test
  void eventsBeyondTheReservedConcurrencyAllRun() {
    var cloud = events.cloud;
    var function = name("many");
    var sent = kind == PlatformKind.FIVE_PROCESSES ? 100 : 300;
    events.function(function, "def handler(event, context): print('GOT %d.' % event)");
    cloud.lambda.putFunctionConcurrency(
        r -> r.functionName(function).reservedConcurrentExecutions(4));

    for (var i = 0; i < sent; i++) {
      events.invoke(function, Integer.toString(i));
    }

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> cloud.log(function, "GOT").stream().distinct().count() >= sent);
  }

  @Test
  void aFunctionThatCallsItselfIsStopped() {
    var cloud = events.cloud;
    var function = name("loop");
    var role = cloud.role(function);
    events.allow(function, "lambda:InvokeFunction");
    cloud.function(
        function,
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            """
            import os
            def handler(event, context):
                return os.environ["_X_AMZN_TRACE_ID"]
            """),
        role,
        20);

    String trace = null;
    for (var i = 1; i <= 16; i++) {
      trace = invoke(cloud, function, trace);
      assertThat(trace).contains(";Lineage=").endsWith(":" + i);
    }
    var last = trace;

    assertThat(
            org.junit.jupiter.api.Assertions.assertThrows(
                    RecursiveInvocationException.class, () -> invoke(cloud, function, last))
                .statusCode())
        .isEqualTo(400);
    cloud.lambda.putFunctionRecursionConfig(r -> r.functionName(function).recursiveLoop("Allow"));
    assertThat(invoke(cloud, function, last)).endsWith(":17");
  }

  /** Invokes with the trace of an invocation, as SDKs within functions do. */
  private static String invoke(
      Cloud cloud, String function, @org.jspecify.annotations.Nullable String trace) {
    var payload =
        cloud
            .lambda
            .invoke(
                r -> {
                  r.functionName(function);
                  if (trace != null) {
                    r.overrideConfiguration(o -> o.putHeader("X-Amzn-Trace-Id", trace));
                  }
                })
            .payload()
            .asByteArray();
    return JSON.readTree(new String(payload, StandardCharsets.UTF_8)).asString();
  }
}
