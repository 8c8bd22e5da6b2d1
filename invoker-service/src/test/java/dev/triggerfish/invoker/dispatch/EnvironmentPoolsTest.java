package dev.triggerfish.invoker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.triggerfish.contracts.LogBatch;
import dev.triggerfish.invoker.environment.EnvironmentState;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import dev.triggerfish.invoker.invocation.InvocationOutcome.Throttled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentPoolsTest {

  private static final int AT_ONCE = 12;

  @TempDir Path folder;
  private TestInvoker invoker;

  @BeforeEach
  void start() {
    invoker =
        new TestInvoker(
            folder,
            Map.of(
                "triggerfish.invoker.idle-timeout",
                "60s",
                "triggerfish.concurrency.account",
                Integer.toString(AT_ONCE)));
  }

  @AfterEach
  void stop() {
    invoker.close();
  }

  private FunctionFixture function() {
    return invoker
        .function("python3.12", "handler.handler")
        .file(
            "handler.py",
            """
            import time, os
            busy = False
            def handler(event, context):
              global busy
              if busy:
                raise Exception('two at once')
              busy = True
              time.sleep(event)
              busy = False
              return context.log_stream_name
            """);
  }

  private List<InvocationOutcome> together(FunctionVersion version, int count, String payload)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<InvocationOutcome>>();
      for (var i = 0; i < count; i++) {
        var invocation = TestInvoker.invocation(version, payload, true);
        futures.add(threads.submit(() -> invoker.invocations().invoke(invocation)));
      }
      var outcomes = new ArrayList<InvocationOutcome>();
      for (var future : futures) {
        outcomes.add(future.get());
      }
      return outcomes;
    }
  }

  @Test
  void growsWithRequestsThatComeAtOnceAndReapsWhatIsIdle() throws Exception {
    var version = function().version();
    var streams =
        together(version, AT_ONCE, "1.5").stream()
            .map(TestInvoker::payload)
            .collect(Collectors.toSet());
    assertThat(streams)
        .hasSize(AT_ONCE)
        .allMatch(stream -> stream.contains("2026/11/22/[$LATEST]"));
    invoker.clock().advance(Duration.ofSeconds(30));
    assertThat(TestInvoker.payload(invoker.invoke(version, "0"))).isIn(streams);
    invoker.clock().advance(Duration.ofSeconds(31));
    assertThat(invoker.pools().environments()).hasSize(1);
    invoker.clock().advance(Duration.ofSeconds(31));
    assertThat(invoker.pools().environments()).isEmpty();
  }

  @Test
  void throttlesAtTheLimit() throws Exception {
    var version = function().version();
    var outcomes = together(version, AT_ONCE + 3, "1.5");
    assertThat(outcomes)
        .filteredOn(Throttled.class::isInstance)
        .hasSize(3)
        .contains(new Throttled("ConcurrentInvocationLimitExceeded"));
  }

  @Test
  void makesNoEnvironmentThatIsNotPermitted() {
    var version = function().version();
    assertThatThrownBy(
            () ->
                invoker
                    .pools()
                    .lease(
                        version,
                        () -> {
                          throw new IllegalArgumentException("too many");
                        }))
        .hasMessage("too many");
    assertThat(invoker.pools().environments()).isEmpty();
    assertThat(TestInvoker.payload(invoker.invoke(version, "0"))).contains("[$LATEST]");
  }

  @Test
  void keepsUsingOneEnvironmentForOneCaller() {
    var version = function().version();
    var first = TestInvoker.payload(invoker.invoke(version, "0"));
    for (var i = 0; i < 30; i++) {
      var outcome = invoker.invocations().invoke(TestInvoker.invocation(version, "0", false));
      assertThat(TestInvoker.payload(outcome)).isEqualTo(first);
    }
    assertThat(invoker.pools().environments()).hasSize(1);
  }

  @Test
  void replacesEnvironmentsWhenTheFunctionChanges() {
    var before = TestInvoker.payload(invoker.invoke(function().version(), "0"));
    var after = TestInvoker.payload(invoker.invoke(function().version(), "0"));
    assertThat(after).isNotEqualTo(before);
    assertThat(invoker.pools().environments()).hasSize(1);
    invoker.pools().functionDeleted("arn:aws:lambda:us-east-1:000000000000:function:fn");
    assertThat(invoker.pools().environments()).isEmpty();
  }

  @Test
  void versionsHaveEnvironmentsOfTheirOwnThatEndWithThem() {
    var latest = function().version("fn");
    var first = function().version("fn", "1");
    invoker.invoke(latest, "0");
    invoker.invoke(first, "0");
    assertThat(invoker.pools().environments()).hasSize(2);

    invoker.pools().versionDeleted(first.qualifiedArn());

    assertThat(invoker.pools().environments()).hasSize(1);
    var before = TestInvoker.payload(invoker.invoke(latest, "0"));
    assertThat(TestInvoker.payload(invoker.invoke(latest, "0"))).isEqualTo(before);
    assertThat(invoker.logs().batches())
        .extracting(LogBatch::logStream)
        .anyMatch(stream -> stream.contains("/[1]"))
        .anyMatch(stream -> stream.contains("/[$LATEST]"));
  }

  @Test
  void initializesAgainAfterItsProcessWasKilledWhileIdle() {
    var mark = UUID.randomUUID().toString();
    var version = function().variable("MARK", mark).version();
    var first = TestInvoker.payload(invoker.invoke(version, "0"));
    // Other tests run functions at the same time.
    ProcessHandle.current()
        .descendants()
        .filter(process -> environment(process).contains("MARK=" + mark))
        .forEach(ProcessHandle::destroyForcibly);
    Awaitility.await()
        .until(() -> invoker.pools().environments().getFirst().state() == EnvironmentState.FAILED);
    assertThat(TestInvoker.payload(invoker.invoke(version, "0"))).isEqualTo(first);
  }

  private static String environment(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"));
    } catch (IOException e) {
      return ""; // It has ended, or is not ours.
    }
  }

  @Test
  void triesAnInitThatTookTooLongAgainWithinTheInvocation() {
    try (var impatient =
        new TestInvoker(
            folder.resolve("impatient"), Map.of("triggerfish.invoker.init-timeout", "1s"))) {
      var version =
          impatient
              .function("python3.12", "handler.handler")
              .file(
                  "handler.py",
                  "import time\ntime.sleep(1.5)\ndef handler(e, c):\n  return 'late'\n")
              .version();
      var outcome = impatient.invoke(version, "{}");
      assertThat(TestInvoker.payload(outcome)).isEqualTo("\"late\"");
      assertThat(TestInvoker.tail(outcome)).doesNotContain("Init Duration");
      assertThat(impatient.logs().text())
          .containsPattern(
              "INIT_REPORT Init Duration: 1\\d\\d\\d\\.\\d\\d ms\tPhase: init\tStatus: timeout");
    }
  }

  @Test
  void namesTheSessionAndTheStreamInItsBatches() {
    invoker.invoke(function().version(), "0");
    assertThat(invoker.logs().batches())
        .isNotEmpty()
        .allSatisfy(
            batch -> {
              assertThat(batch.roleId()).isEqualTo("AROATESTTESTTESTTEST");
              assertThat(batch.sessionName()).isEqualTo("fn");
              assertThat(batch.logGroup()).isEqualTo("/aws/lambda/fn");
            });
    assertThat(invoker.logs().batches()).extracting(LogBatch::logStream).containsOnly(stream());
  }

  private String stream() {
    return invoker.logs().batches().getFirst().logStream();
  }
}
