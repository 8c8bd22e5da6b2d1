package dev.triggerfish.e2e.recorded;

import static dev.triggerfish.e2e.recorded.Fixture.FUNCTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** §1.5, reserved concurrency. */
@NobodyMovesTheClock
class ConcurrencyTest {

  private static Reply put(String name, int executions) {
    return Wire.lambda(
        "PUT",
        "/2017-10-31/functions/" + name + "/concurrency",
        "{\"ReservedConcurrentExecutions\":" + executions + "}");
  }

  private static Reply get(String name) {
    return Wire.lambda("GET", "/2019-09-30/functions/" + name + "/concurrency", "");
  }

  private static Reply delete(String name) {
    return Wire.lambda("DELETE", "/2017-10-31/functions/" + name + "/concurrency", "");
  }

  private static String function(String name) {
    return Fixture.function(name, Functions.python(Functions.ECHO));
  }

  @Test
  @Recorded("§1.5 PutFunctionConcurrency 200, Get when unset {}, Delete 204")
  void isSetShownAndRemoved() {
    var name = function("reserved");
    get(name).is(200, "{}");
    put(name, 3).is(200, "{\"ReservedConcurrentExecutions\":3}");
    get(name).is(200, "{\"ReservedConcurrentExecutions\":3}");
    put(name, 0).is(200, "{\"ReservedConcurrentExecutions\":0}");
    assertThat(delete(name).is(204).body()).isEmpty();
    assertThat(delete(name).is(204).body()).isEmpty();
    get(name).is(200, "{}");
  }

  @Test
  @Recorded("§1.3 GetFunction shows Concurrency")
  void aLookAtTheFunctionShowsIt() {
    var name = function("reserved-shown");
    assertThat(Wire.lambda("GET", FUNCTIONS + "/" + name, "").json().has("Concurrency")).isFalse();
    put(name, 1).is(200);
    assertThat(Wire.lambda("GET", FUNCTIONS + "/" + name, "").json().get("Concurrency").toString())
        .isEqualTo("{\"ReservedConcurrentExecutions\":1}");
    delete(name).is(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo:$LATEST",
        "echo:1",
        "arn:aws:lambda:us-east-1:111122223333:function:echo:live"
      })
  @Recorded("§1.5 qualified ARN")
  void versionsAndAliasesHaveNone(String name) {
    Fixture.echo();
    put(name, 1)
        .isLambdaError(
            "InvalidParameterValueException",
            "This operation is permitted on Lambda functions only. Aliases and versions do not"
                + " support this operation. Please specify either a function name or an unqualified"
                + " function ARN.");
  }

  @Test
  @Recorded("§1.5 leaves <100 unreserved; no Type")
  void aHundredStayUnreserved() {
    Fixture.echo();
    put("echo", 1_000)
        .isError(
            400,
            "InvalidParameterValueException",
            "{\"message\":\"Specified ReservedConcurrentExecutions for function decreases account's"
                + " UnreservedConcurrentExecution below its minimum value of [100].\"}");
    get("echo").is(200, "{}");
  }

  @Test
  @Recorded("§1.5 PutFunctionConcurrency missing fn")
  void aFunctionMustExist() {
    put("missing", 1)
        .isError(
            404,
            "ResourceNotFoundException",
            "{\"Type\":\"User\",\"Message\":\"Function not found: ARN:missing:$LATEST\"}");
  }

  @Test
  @Recorded("§1.4 TooManyRequestsException, reserved concurrency used up")
  void aReservationOfZeroThrottles() {
    var name = function("reserved-zero");
    put(name, 0).is(200);
    var reply =
        Fixture.invoke(name, "{}")
            .is(
                429,
                "{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\",\"Type\":\"User\","
                    + "\"message\":\"Rate Exceeded.\"}");
    assertThat(reply.header("x-amzn-ErrorType")).isEqualTo("TooManyRequestsException");
    assertThat(reply.header("Retry-After")).isNull();
  }
}
