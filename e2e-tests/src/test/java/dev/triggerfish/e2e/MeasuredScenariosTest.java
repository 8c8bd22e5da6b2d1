package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** What has to be done within seconds, measured while no other test runs. */
@OnSharedPlatforms
@Isolated("Other tests take the processors.")
class MeasuredScenariosTest {

  @Parameter private PlatformKind kind;

  /**
   * Each runs until all are there, and for a second more: however slowly this machine makes the
   * last calls, the first are not over by then, and their environments not free. They have 20 s on
   * a machine that starts as many bare interpreters in 5 s, and on a slower one as many times
   * longer.
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
                  with socket.create_connection(("127.0.0.1", %d), 90) as gathering:
                      together = gathering.recv(1) != b""
                  time.sleep(1)
                  assert together
                  return [context.log_stream_name, begin, time.time()]
              """
                  .formatted(gathering.port())),
          cloud.role(sleeper),
          100);

      var before = BareInterpreters.started(calls);
      var started = System.nanoTime();
      var answers = invokeAtOnce(cloud, sleeper, calls);
      var took = Duration.ofNanos(System.nanoTime() - started);
      var bare = Collections.max(List.of(before, BareInterpreters.started(calls)));

      assertThat(took)
          .as("%d bare interpreters take %s here", calls, bare)
          .isLessThan(Collections.max(List.of(Duration.ofSeconds(20), bare.multipliedBy(4))));
      assertThat(answers).allSatisfy(a -> assertThat(a.functionError()).isNull());
      var runs = answers.stream().map(Run::of).toList();
      assertThat(runs.stream().map(Run::stream).collect(Collectors.toSet())).hasSize(calls);
      assertNeverTwoAtOnce(runs);
    }
    awaitNoEnvironmentLeft(sleeper);
  }

  @Test
  void aTimeoutEndsTheWholeProcessTreeOnTime() {
    var cloud = new Cloud(kind.running().endpoint(), Cloud.ROOT);
    cloud.function(
        "endless",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            """
            import subprocess, time
            def handler(event, context):
                subprocess.Popen(["sleep", "61.25"])
                time.sleep(60)
            """),
        cloud.role("endless"),
        3);

    var begin = System.nanoTime();
    var response = cloud.invoke("endless", "{}");
    var took = Duration.ofNanos(System.nanoTime() - begin);

    assertThat(took).isBetween(Duration.ofSeconds(3), Duration.ofMillis(4500));
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String())
        .contains("\"errorType\":\"Sandbox.Timedout\"")
        .containsPattern("RequestId: [0-9a-f-]{36} Error: Task timed out after 3.00 seconds");
    assertThat(Cloud.tail(response)).contains("Status: timeout");
    Awaitility.await()
        .atMost(Duration.ofSeconds(2))
        .until(
            () ->
                ProcessHandle.allProcesses()
                    .noneMatch(
                        p ->
                            p.info()
                                .arguments()
                                .filter(a -> a.length == 1 && a[0].equals("61.25"))
                                .isPresent()));
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
      var answers = new ArrayList<InvokeResponse>();
      for (var future : futures) {
        answers.add(future.get());
      }
      return answers;
    }
  }

  private static void assertNeverTwoAtOnce(List<Run> runs) {
    var busyUntil = new HashMap<String, Double>();
    runs.stream()
        .sorted(Comparator.comparingDouble(Run::begin))
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
