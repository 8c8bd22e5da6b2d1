package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.RecursiveInvocationException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events: taken at once, run later, handed on in the end. */
@ParameterizedClass
@EnumSource(PlatformKind.class)
class AsyncScenariosTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String MARK = "RECORD ";

  /** Writes what it gets into its log. */
  private static final String RECORDER =
      """
      import json
      def handler(event, context):
          print("RECORD " + json.dumps(event))
      """;

  private static final String FAILS =
      """
      def handler(event, context):
          raise ValueError("not today")
      """;

  @Parameter private PlatformKind kind;

  private Cloud cloud() {
    return new Cloud(kind.running().endpoint(), Cloud.ROOT);
  }

  private String name(String name) {
    return "async-" + name + "-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static InvokeResponse send(Cloud cloud, String function, String payload) {
    return cloud.lambda.invoke(
        r ->
            r.functionName(function)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String(payload)));
  }

  /** The records that a function has got. */
  private static List<JsonNode> records(Cloud cloud, String recorder) {
    return cloud.awaitLog(recorder, "RECORD").stream()
        .map(event -> event.message().strip())
        .map(line -> JSON.readTree(line.substring(line.indexOf(MARK) + MARK.length())))
        .toList();
  }

  private static void function(Cloud cloud, String name, String code) {
    cloud.function(name, Runtime.PYTHON3_12, "index.handler", Functions.python(code));
  }

  private static void allowInvoke(Cloud cloud, String role) {
    cloud.iam.putRolePolicy(
        r ->
            r.roleName(role)
                .policyName("destination")
                .policyDocument(
                    """
                    {"Version":"2012-10-17","Statement":{"Effect":"Allow",
                     "Action":"lambda:InvokeFunction","Resource":"*"}}
                    """));
  }

  private static String arn(String function) {
    return "arn:aws:lambda:us-east-1:000000000000:function:" + function;
  }

  @Test
  void aSuccessIsHandedToItsDestination() {
    var cloud = cloud();
    var function = name("success");
    var recorder = name("success-recorder");
    function(cloud, function, Functions.ECHO);
    function(cloud, recorder, RECORDER);
    allowInvoke(cloud, function);
    cloud.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(function)
                .destinationConfig(d -> d.onSuccess(s -> s.destination(arn(recorder)))));

    var answer = send(cloud, function, "{\"a\":1}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.payload().asByteArray()).isEmpty();
    var record = records(cloud, recorder).getFirst();
    assertThat(record.at("/requestContext/requestId").asString())
        .isEqualTo(answer.responseMetadata().requestId());
    assertThat(record.at("/requestContext/condition").asString()).isEqualTo("Success");
    assertThat(record.at("/requestPayload").toString()).isEqualTo("{\"a\":1}");
    assertThat(record.at("/responsePayload").toString()).isEqualTo("{\"a\":1}");
  }

  @Test
  void aFailureIsHandedToItsDestinationWithWhatTheFunctionSaid() {
    var cloud = cloud();
    var function = name("failure");
    var recorder = name("failure-recorder");
    function(cloud, function, FAILS);
    function(cloud, recorder, RECORDER);
    allowInvoke(cloud, function);
    cloud.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(function)
                .maximumRetryAttempts(0)
                .destinationConfig(d -> d.onFailure(s -> s.destination(arn(recorder)))));

    send(cloud, function, "[1,2]");

    var record = records(cloud, recorder).getFirst();
    assertThat(record.at("/requestContext/functionArn").asString())
        .isEqualTo(arn(function) + ":$LATEST");
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
    var cloud = cloud();
    var function = name("off");
    var recorder = name("off-recorder");
    function(cloud, function, Functions.ECHO);
    function(cloud, recorder, RECORDER);
    allowInvoke(cloud, function);
    cloud.lambda.putFunctionConcurrency(
        r -> r.functionName(function).reservedConcurrentExecutions(0));
    cloud.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(function)
                .destinationConfig(d -> d.onFailure(s -> s.destination(arn(recorder)))));

    assertThat(send(cloud, function, "{}").statusCode()).isEqualTo(202);

    var record = records(cloud, recorder).getFirst();
    assertThat(record.at("/requestContext/condition").asString())
        .isEqualTo("ZeroReservedConcurrency");
    assertThat(record.at("/requestContext/approximateInvokeCount").asInt(-1)).isZero();
    assertThat(record.has("responseContext")).isFalse();
    assertThat(record.has("responsePayload")).isFalse();
  }

  @Test
  void aRoleThatMayNotInvokeTheDestinationIsNotHelped() {
    var cloud = cloud();
    var function = name("denied");
    var recorder = name("denied-recorder");
    var marker = name("denied-marker");
    function(cloud, function, FAILS);
    function(cloud, recorder, RECORDER);
    cloud.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(function)
                .maximumRetryAttempts(0)
                .destinationConfig(d -> d.onFailure(s -> s.destination(arn(recorder)))));
    send(cloud, function, "{}");
    cloud.awaitLog(function, "not today");

    // Whatever comes later has come: the same way is open with the permission.
    function(cloud, marker, FAILS);
    allowInvoke(cloud, marker);
    cloud.lambda.putFunctionEventInvokeConfig(
        r ->
            r.functionName(marker)
                .maximumRetryAttempts(0)
                .destinationConfig(d -> d.onFailure(s -> s.destination(arn(recorder)))));
    send(cloud, marker, "\"marker\"");

    var records = records(cloud, recorder);
    assertThat(records).hasSize(1);
    assertThat(records.getFirst().at("/requestPayload").asString()).isEqualTo("marker");
  }

  @Test
  void eventsBeyondTheReservedConcurrencyAllRun() {
    var cloud = cloud();
    var function = name("many");
    var events = kind == PlatformKind.FIVE_PROCESSES ? 100 : 300;
    function(cloud, function, "def handler(event, context): print('GOT %d.' % event)");
    cloud.lambda.putFunctionConcurrency(
        r -> r.functionName(function).reservedConcurrentExecutions(4));

    for (var i = 0; i < events; i++) {
      send(cloud, function, Integer.toString(i));
    }

    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> cloud.log(function, "GOT").stream().distinct().count() >= events);
  }

  @Test
  void aFunctionThatCallsItselfIsStopped() {
    var cloud = cloud();
    var function = name("loop");
    var role = cloud.role(function);
    allowInvoke(cloud, function);
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
