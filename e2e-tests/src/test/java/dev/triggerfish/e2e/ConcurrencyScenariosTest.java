package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Environments come with the load, serve one request at a time, and go. */
@ParameterizedClass
@EnumSource(
    value = PlatformKind.class,
    names = {"ALL_IN_ONE", "FIVE_PROCESSES"})
class ConcurrencyScenariosTest {

  @Parameter private PlatformKind kind;

  /**
   * Each runs until all are there, and for a second more: however slowly this machine makes the
   * last calls, the first are not over by then, and their environments not free.
   */
  @Test
  void twoHundredCallsAtOnceGetAnEnvironmentEach() throws Exception {
    // Other platforms run the same test on this machine: processes are told apart by this name.
    var sleeper = "sleeper-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    var cloud = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    var calls = 200;
    try (var gathering = new Gathering(calls)) {
      cloud.function(
          sleeper,
          Runtime.PYTHON3_12,
          "index.handler",
          Functions.python(
              """
              import socket
              import time
              def handler(event, context):
                  begin = time.time()
                  with socket.create_connection(("127.0.0.1", %d), 20) as gathering:
                      together = gathering.recv(1) != b""
                  time.sleep(1)
                  assert together
                  return [context.log_stream_name, begin, time.time()]
              """
                  .formatted(gathering.port())));

      var started = System.nanoTime();
      var answers = invokeAtOnce(cloud, sleeper, calls);
      var took = Duration.ofNanos(System.nanoTime() - started);

      assertThat(took).isLessThan(Duration.ofSeconds(20));
      assertThat(answers).allSatisfy(a -> assertThat(a.functionError()).isNull());
      var runs = answers.stream().map(Run::of).toList();
      assertThat(runs.stream().map(Run::stream).collect(Collectors.toSet())).hasSize(calls);
      assertNeverTwoAtOnce(runs);
    }
    awaitNoEnvironmentLeft(sleeper);
  }

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

  private static List<InvokeResponse> invokeAtOnce(Cloud cloud, String sleeper, int calls)
      throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        var clients = new ManyConnections(cloud, calls)) {
      clients.warmUp(sleeper, executor);
      var futures =
          IntStream.range(0, calls)
              .mapToObj(_ -> executor.submit(() -> clients.invoke(sleeper)))
              .toList();
      var answers = new java.util.ArrayList<InvokeResponse>();
      for (var future : futures) {
        answers.add(future.get());
      }
      return answers;
    }
  }

  private static void assertNeverTwoAtOnce(List<Run> runs) {
    var busyUntil = new HashMap<String, Double>();
    runs.stream()
        .sorted(java.util.Comparator.comparingDouble(Run::begin))
        .forEach(
            run -> {
              assertThat(run.begin())
                  .isGreaterThanOrEqualTo(busyUntil.getOrDefault(run.stream(), 0.0));
              busyUntil.put(run.stream(), run.end());
            });
  }

  /** The idle time of the test platforms is 10 s. */
  private void awaitNoEnvironmentLeft(String function) {
    kind.running().advance(Duration.ofSeconds(10));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> environmentsOf(function).isEmpty());
  }

  /** Processes of this machine that carry the function's name in their environment. */
  private static Set<Long> environmentsOf(String function) {
    var found = new HashSet<Long>();
    ProcessHandle.allProcesses()
        .forEach(
            process -> {
              if (Processes.environment(process.pid())
                  .contains("AWS_LAMBDA_FUNCTION_NAME=" + function)) {
                found.add(process.pid());
              }
            });
    return found;
  }

  private record Run(String stream, double begin, double end) {
    static Run of(InvokeResponse response) {
      var fields =
          response.payload().asUtf8String().replace("[\"", "").replace("]", "").split(", ", -1);
      return new Run(
          fields[0].replace("\"", ""),
          Double.parseDouble(fields[1]),
          Double.parseDouble(fields[2]));
    }
  }
}
