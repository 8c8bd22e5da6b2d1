package dev.triggerfish.invoker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.invoker.function.FunctionVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of invocations to whoever observes them. */
class ObservedInvocationsTest {

  @TempDir Path folder;
  private TestInvoker invoker;

  @BeforeEach
  void start() {
    invoker = new TestInvoker(folder, Map.of("triggerfish.concurrency.account", "1"));
  }

  @AfterEach
  void stop() {
    invoker.close();
  }

  private FunctionVersion function() {
    return invoker
        .function("python3.12", "handler.handler")
        .timeout(1)
        .file(
            "handler.py",
            """
            import os, time
            def handler(event, context):
              if event == 'fail':
                raise Exception('as asked')
              if event == 'exit':
                os._exit(1)
              if event == 'sleep':
                time.sleep(10)
            """)
        .version();
  }

  @Test
  void everyInvocationThatRanIsToldOfAsItsReportLineTells() {
    var version = function();
    for (var event : List.of("\"go\"", "\"fail\"", "\"exit\"", "\"sleep\"")) {
      var tail = TestInvoker.tail(invoker.invoke(version, event));
      var report = List.copyOf(invoker.observed().reports()).getLast();
      assertThat(tail)
          .contains("REPORT RequestId: " + report.invocation().requestId())
          .contains("\tBilled Duration: " + report.billedMillis() + " ms\t")
          .contains(
              "\tDuration: %d.%02d ms\t"
                  .formatted(
                      (report.duration().toNanos() + 5_000) / 1_000_000,
                      (report.duration().toNanos() + 5_000) / 10_000 % 100));
    }
    assertThat(invoker.observed().reports()).hasSize(4);
    assertThat(invoker.observed().events())
        .containsExactly(
            "started",
            "ended",
            "ran Succeeded",
            "started",
            "ended",
            "ran HandlerFailed",
            "started",
            "ended",
            "ran Exited",
            "started",
            "ended",
            "ran TimedOut");
  }

  @Test
  void ofARefusedInvocationNothingButTheThrottleIsTold() throws Exception {
    var version = function();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> invoker.invoke(version, "\"sleep\""));
      org.awaitility.Awaitility.await()
          .until(() -> invoker.observed().events().contains("started"));
      invoker.invoke(version, "\"go\"");
      first.get();
    }
    assertThat(invoker.observed().events())
        .containsExactly("started", "throttled", "ended", "ran TimedOut");
    assertThat(invoker.observed().reports()).hasSize(1);
  }
}
