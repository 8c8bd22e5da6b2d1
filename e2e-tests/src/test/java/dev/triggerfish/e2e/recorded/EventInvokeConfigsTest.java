package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.Fixture.FUNCTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How events are tried and where they go in the end. */
@NobodyMovesTheClock
class EventInvokeConfigsTest {

  private static final String CONFIGS = "/2019-09-25/functions/";
  private static final String ARN = "arn:aws:lambda:us-east-1:111122223333:function:";

  private static String function(String name) {
    return Fixture.function(name, Functions.python(Functions.ECHO));
  }

  private static Reply put(String function, String body) {
    return Wire.lambda("PUT", CONFIGS + function + "/event-invoke-config", body);
  }

  private static Reply get(String function) {
    return Wire.lambda("GET", CONFIGS + function + "/event-invoke-config", "");
  }

  @Test
  @Recorded("§1.5 Event invoke config: both destinations, qualified ARN, LastModified a number")
  void theReply() {
    var name = function("event-config");

    var reply = put(name, "{\"MaximumRetryAttempts\":1}").is(200).json();

    assertThat(reply.propertyNames())
        .containsExactlyInAnyOrder(
            "LastModified", "FunctionArn", "MaximumRetryAttempts", "DestinationConfig");
    assertThat(reply.get("LastModified").isNumber()).isTrue();
    assertThat(reply.get("FunctionArn").asString()).isEqualTo(ARN + name + ":$LATEST");
    assertThat(reply.get("DestinationConfig").toString())
        .isEqualTo("{\"OnSuccess\":{},\"OnFailure\":{}}");
    assertThat(get(name).is(200).json()).isEqualTo(reply);
  }

  @Test
  @Recorded("§1.5 Put replaces wholly, Update merges")
  void putReplacesAndUpdateMerges() {
    var name = function("event-config-merge");
    put(name, "{\"MaximumRetryAttempts\":1}").is(200);

    var merged =
        Wire.lambda(
                "POST",
                CONFIGS + name + "/event-invoke-config",
                "{\"MaximumEventAgeInSeconds\":60}")
            .is(200)
            .json();
    var replaced = put(name, "{\"MaximumRetryAttempts\":0}").is(200).json();

    assertThat(merged.get("MaximumRetryAttempts").asInt()).isEqualTo(1);
    assertThat(merged.get("MaximumEventAgeInSeconds").asInt()).isEqualTo(60);
    assertThat(replaced.has("MaximumEventAgeInSeconds")).isFalse();
  }

  @Test
  @Recorded("§1.5 nothing given")
  void somethingMustBeGiven() {
    put(function("event-config-errors"), "{}")
        .isLambdaError(
            "InvalidParameterValueException",
            "You must specify at least one of error handling or destination setting.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:aws:lambda:us-east-1:111122223333:function:event-config-errors|"
            + "You can't specify the function as a destination for itself.",
        "arn:aws:lambda:us-east-1:111122223333:function:missing|"
            + "The destination ARN ARN:missing is invalid.",
        "arn:aws:iam::111122223333:role/r|"
            + "The provided destination config DestinationConfig(onSuccess=OnSuccess(destination="
            + "arn:aws:iam::ACCT:role/r), onFailure=null) is invalid."
      })
  @Recorded("§1.5 self destination, missing lambda dest, wrong service")
  void aDestinationThatCannotBe(String arn, String message) {
    put(
            function("event-config-errors"),
            "{\"DestinationConfig\":{\"OnSuccess\":{\"Destination\":\"" + arn + "\"}}}")
        .isLambdaError("InvalidParameterValueException", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "event-config-errors:missing"})
  @Recorded("§1.5 EventInvokeConfig put/update/list, fn/alias missing")
  void theFunctionMustExist(String name) {
    function("event-config-errors");
    var message = "The function doesn't exist.";
    put(name, "{\"MaximumRetryAttempts\":1}").isLambdaError("ResourceNotFoundException", message);
    Wire.lambda("POST", CONFIGS + name + "/event-invoke-config", "{\"MaximumRetryAttempts\":1}")
        .isLambdaError("ResourceNotFoundException", message);
    Wire.lambda("GET", CONFIGS + name + "/event-invoke-config/list", "")
        .isLambdaError("ResourceNotFoundException", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":live"})
  @Recorded("§1.5 EventInvokeConfig get/delete none")
  void whereThereIsNone(String qualifier) {
    var name = function("event-config-none");
    var message =
        "The function ARN:"
            + name
            + (qualifier.isEmpty() ? ":$LATEST" : qualifier)
            + " doesn't have an EventInvokeConfig";
    get(name + qualifier).isLambdaError("ResourceNotFoundException", message);
    Wire.lambda("DELETE", CONFIGS + name + qualifier + "/event-invoke-config", "")
        .isLambdaError("ResourceNotFoundException", message);
  }

  @Test
  @Recorded("§1.5 Recursion config: default, bad value")
  void recursionIsStoppedByDefault() {
    var name = function("recursion-config");
    var path = "/2024-08-31/functions/" + name + "/recursion-config";
    Wire.lambda("GET", path, "").is(200, "{\"RecursiveLoop\":\"Terminate\"}");
    Wire.lambda("PUT", path, "{\"RecursiveLoop\":\"Maybe\"}")
        .isLambdaError(
            "ValidationException",
            "1 validation error detected: Value 'Maybe' at 'recursiveLoop' failed to satisfy"
                + " constraint: Member must satisfy enum value set: [Terminate, Allow]");
    Wire.lambda("PUT", path, "{\"RecursiveLoop\":\"Allow\"}")
        .is(200, "{\"RecursiveLoop\":\"Allow\"}");
    Wire.lambda("GET", path, "").is(200, "{\"RecursiveLoop\":\"Allow\"}");
  }

  @Test
  @Recorded("§4.2 the record of a success; §11.1(9) reserved 0: a record at once")
  void theRecords() {
    Wire.iam(
            "PutRolePolicy",
            "RoleName",
            roleName(),
            "PolicyName",
            "invoke",
            "PolicyDocument",
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"*\"}}")
        .is(200);
    var recorder =
        Fixture.function(
            "event-recorder",
            Functions.python(
                "import json\n"
                    + "def handler(event, context): print('RECORD ' + json.dumps(event))"));
    var name = function("event-source");
    put(
            name,
            "{\"DestinationConfig\":{\"OnSuccess\":{\"Destination\":\""
                + ARN
                + recorder
                + "\"},\"OnFailure\":{\"Destination\":\""
                + ARN
                + recorder
                + "\"}}}")
        .is(200);

    assertThat(event(name).is(202).text()).isEmpty();
    var success = awaitRecords(recorder, 1).getFirst();
    Wire.lambda(
            "PUT",
            "/2017-10-31/functions/" + name + "/concurrency",
            "{\"ReservedConcurrentExecutions\":0}")
        .is(200);
    event(name).is(202);
    var off =
        awaitRecords(recorder, 2).stream()
            .filter(record -> !record.equals(success))
            .findAny()
            .orElseThrow();

    assertThat(success.propertyNames())
        .containsExactly(
            "version",
            "timestamp",
            "requestContext",
            "requestPayload",
            "responseContext",
            "responsePayload");
    assertThat(success.get("requestContext").propertyNames())
        .containsExactly("requestId", "functionArn", "condition", "approximateInvokeCount");
    assertThat(success.get("version").asString()).isEqualTo("1.0");
    assertThat(success.at("/timestamp").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(success.get("responseContext").toString())
        .isEqualTo("{\"statusCode\":200,\"executedVersion\":\"$LATEST\"}");
    assertThat(success.at("/requestContext/functionArn").asString())
        .isEqualTo(ARN + name + ":$LATEST");
    assertThat(off.propertyNames())
        .containsExactly("version", "timestamp", "requestContext", "requestPayload");
    assertThat(off.at("/requestContext/condition").asString()).isEqualTo("ZeroReservedConcurrency");
    assertThat(off.at("/requestContext/approximateInvokeCount").asInt(-1)).isZero();
  }

  private static String roleName() {
    var role = Fixture.role();
    return role.substring(role.indexOf('/') + 1);
  }

  private static Reply event(String name) {
    return Wire.lambda(
        "POST", FUNCTIONS + "/" + name + "/invocations", "{}", "X-Amz-Invocation-Type", "Event");
  }

  private static List<JsonNode> awaitRecords(String recorder, int count) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> records(recorder), records -> records.size() == count);
  }

  private static List<JsonNode> records(String recorder) {
    var reply =
        Wire.logs(
            "FilterLogEvents",
            "{\"logGroupName\":\"/aws/lambda/" + recorder + "\",\"filterPattern\":\"RECORD\"}");
    return reply
        .json()
        .path("events")
        .valueStream()
        .map(event -> event.get("message").asString().strip())
        .map(line -> Reply.JSON.readTree(line.substring("RECORD ".length())))
        .toList();
  }
}
