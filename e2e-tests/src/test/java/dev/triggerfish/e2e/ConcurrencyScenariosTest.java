package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** How many calls may run at once, and how many in a second. */
@OnSharedPlatforms
class ConcurrencyScenariosTest {

  @Parameter private PlatformKind kind;

  @Test
  void anIdleEnvironmentIsUsedAgainAndKeepsItsState() {
    var cloud = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    cloud.function(
        "counter",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            """
            count = 0
            def handler(event, context):
                global count
                count += 1
                return count
            """));

    assertThat(
            IntStream.range(0, 3)
                .mapToObj(_ -> cloud.invoke("counter", "{}").payload().asUtf8String()))
        .containsExactly("1", "2", "3");
  }

  @Test
  void aReservationOfZeroTurnsAFunctionOffAtOnce() {
    var cloud = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    cloud.function(
        "turned-off", Runtime.PYTHON3_12, "index.handler", Functions.python(Functions.ECHO));
    cloud.invoke("turned-off", "{}");

    cloud.lambda.putFunctionConcurrency(
        r -> r.functionName("turned-off").reservedConcurrentExecutions(0));

    assertThatThrownBy(() -> cloud.invoke("turned-off", "{}"))
        .isInstanceOfSatisfying(
            TooManyRequestsException.class, ConcurrencyScenariosTest::isReservationsLimit);
    assertThat(
            cloud
                .lambda
                .getFunction(r -> r.functionName("turned-off"))
                .concurrency()
                .reservedConcurrentExecutions())
        .isZero();
    cloud.lambda.deleteFunctionConcurrency(r -> r.functionName("turned-off"));
    assertThat(cloud.invoke("turned-off", "1").payload().asUtf8String()).isEqualTo("1");
  }

  private static void isReservationsLimit(TooManyRequestsException e) {
    assertThat(e.statusCode()).isEqualTo(429);
    assertThat(e.reasonAsString()).isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
    assertThat(e.type()).isEqualTo("User");
    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate Exceeded.");
  }

  @Test
  void ofThreeCallsAtOnceAReservationOfTwoLetsTwoRun() throws Exception {
    var cloud = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    cloud.function(
        "two-at-once",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python("import time\ndef handler(event, context): time.sleep(3)"));
    cloud.lambda.putFunctionConcurrency(
        r -> r.functionName("two-at-once").reservedConcurrentExecutions(2));
    cloud.lambda.publishVersion(r -> r.functionName("two-at-once"));
    cloud.lambda.createAlias(r -> r.functionName("two-at-once").name("live").functionVersion("1"));

    var throttled = new AtomicInteger();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        var clients = new ManyConnections(cloud, 3)) {
      // However they are addressed, they take from the same reservation.
      clients.warmUp("two-at-once", executor);
      var calls =
          Stream.of("two-at-once", "two-at-once:live", "two-at-once:1")
              .map(name -> executor.submit(() -> isThrottled(clients, name)))
              .toList();
      for (var call : calls) {
        throttled.addAndGet(call.get() ? 1 : 0);
      }
    }

    assertThat(throttled).hasValue(1);
  }

  private static boolean isThrottled(ManyConnections clients, String name) {
    try {
      assertThat(clients.invoke(name).functionError()).isNull();
      return false;
    } catch (TooManyRequestsException e) {
      isReservationsLimit(e);
      return true;
    }
  }

  @Test
  void moreThanTenRequestsPerSecondAndExecutionAreThrottled() {
    var cloud = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    cloud.function(
        "hurried", Runtime.PYTHON3_12, "index.handler", Functions.python(Functions.ECHO));
    cloud.invoke("hurried", "{}");
    cloud.lambda.putFunctionConcurrency(
        r -> r.functionName("hurried").reservedConcurrentExecutions(1));

    var begin = System.nanoTime();
    var served = 0;
    String reason = null;
    while (System.nanoTime() - begin < Duration.ofSeconds(10).toNanos()) {
      try {
        cloud.invoke("hurried", "{}");
        served++;
      } catch (TooManyRequestsException e) {
        reason = e.reasonAsString();
        if (reason.contains("Rate")) {
          break;
        }
      }
    }
    var seconds = 1 + Duration.ofNanos(System.nanoTime() - begin).toSeconds();

    assertThat(served).isLessThanOrEqualTo((int) (10 * seconds));
    // A machine that is too busy for ten calls in a second proves no more than that.
    if (served > 10 * (seconds - 1)) {
      assertThat(reason).isEqualTo("ReservedFunctionInvocationRateLimitExceeded");
    }
  }
}
