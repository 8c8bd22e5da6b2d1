package dev.triggerfish.invoker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triggerfish.invoker.environment.MachineReport.MachineFact;
import dev.triggerfish.invoker.invocation.InvocationOutcome;
import dev.triggerfish.invoker.invocation.InvocationOutcome.Exited;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a function's memory size means, in every sandbox. */
abstract class ResourceLimitContract {

  private static final String GREEDY =
      """
      import json, os, subprocess, sys, time
      held = []
      def busy(seconds):
        # Wall time: what counts is how much processor time came of it.
        end = time.monotonic() + seconds
        while time.monotonic() < end:
          pass
        return time.process_time()
      def handler(event, context):
        if 'take' in event:
          held.append(bytearray(b'x') * (event['take'] * 1024 * 1024))
          time.sleep(event.get('hold', 0))
          return 'alive'
        if 'child' in event:
          code = "import time; x = bytearray(b'x') * (%d * 1024 * 1024); time.sleep(10)" % event['child']
          return subprocess.run([sys.executable, '-c', code]).returncode
        if 'write' in event:
          with open('/tmp/file', 'wb') as file:
            for _ in range(event['write']):
              file.write(bytes(1024 * 1024))
          return os.stat('/tmp/file').st_size
        if 'busy' in event:
          before = time.process_time()
          return busy(event['busy']) - before
        return len(held)
      """;
  private static final Pattern MAX_MEMORY = Pattern.compile("Max Memory Used: (\\d+) MB");

  @TempDir Path folder;
  private @Nullable TestInvoker started;

  /** Value of {@code triggerfish.sandbox.kind}. */
  abstract String kind();

  /** Value of {@code triggerfish.sandbox.limits}. */
  String limits() {
    return "auto";
  }

  final TestInvoker invoker() {
    if (started == null) {
      try {
        started =
            new TestInvoker(
                folder,
                Map.of(
                    "triggerfish.sandbox.kind",
                    kind(),
                    "triggerfish.sandbox.limits",
                    limits(),
                    // Memory is taken with a fourteenth of a processor that others use too.
                    "triggerfish.invoker.init-timeout",
                    "60s"));
      } catch (RuntimeException e) {
        assumeTrue(false, kind() + " does not work on this machine: " + e);
        throw e;
      }
    }
    return started;
  }

  @AfterEach
  void stop() {
    if (started != null) {
      started.close();
    }
  }

  /** With time to take its memory: 128 MB come with a fourteenth of a processor. */
  private FunctionFixture greedy(int megabytes) {
    return invoker()
        .function("python3.12", "handler.handler")
        .file("handler.py", GREEDY)
        .memory(megabytes)
        .timeout(60);
  }

  private static long maxMemory(InvocationOutcome outcome) {
    var found = MAX_MEMORY.matcher(TestInvoker.tail(outcome));
    assertThat(found.find()).as(TestInvoker.tail(outcome)).isTrue();
    return Long.parseLong(found.group(1));
  }

  @Test
  void endsFunctionThatTakesMoreMemoryThanItHas() {
    var version = greedy(128).version();
    assertThat(TestInvoker.payload(invoker().invoke(version, "{}"))).isEqualTo("0");
    var outcome = invoker().invoke(version, "{\"take\": 300, \"hold\": 15}");
    assertThat(outcome).isInstanceOf(Exited.class);
    assertThat(TestInvoker.payload(outcome))
        .matches(
            "\\{\"errorType\":\"Runtime.OutOfMemory\",\"errorMessage\":\"RequestId: [0-9a-f-]{36}"
                + " Error: Runtime exited with error: signal: killed\"}");
    assertThat(TestInvoker.tail(outcome))
        .contains("Memory Size: 128 MB\tMax Memory Used: 128 MB\t")
        .contains("Status: error\tError Type: Runtime.OutOfMemory");
    assertThat(TestInvoker.payload(invoker().invoke(version, "{}"))).isEqualTo("0");
  }

  @Test
  void endsFunctionThatTakesTooMuchWhileItIsLoaded() {
    var version =
        invoker()
            .function("python3.12", "handler.handler")
            .file(
                "handler.py",
                """
                import time
                held = bytearray(b'x') * (400 * 1024 * 1024)
                time.sleep(60)
                """)
            .memory(128)
            .version();
    var outcome = invoker().invoke(version, "{}");
    assertThat(TestInvoker.payload(outcome)).contains("\"errorType\":\"Runtime.OutOfMemory\"");
    assertThat(invoker().logs().text())
        .contains("Phase: init\tStatus: error\tError Type: Runtime.OutOfMemory");
  }

  @Test
  void countsTheMemoryOfChildrenToo() {
    var version = greedy(128).version();
    var outcome = invoker().invoke(version, "{\"child\": 300}");
    // The child is the largest process: it dies, and the function is told.
    assertThat(TestInvoker.payload(outcome)).isEqualTo("-9");
  }

  @Test
  void doesNotTakeFilesForMemory() {
    // Without a sandbox these are files on a disk, written with 7 % of a processor.
    var version = greedy(128).timeout(120).version();
    var outcome = invoker().invoke(version, "{\"write\": 400}");
    assertThat(TestInvoker.payload(outcome)).isEqualTo("419430400");
    assertThat(maxMemory(outcome)).isBetween(5L, 60L);
  }

  @Test
  void tellsHowMuchMemoryWasUsed() {
    var version = greedy(256).version();
    var before = maxMemory(invoker().invoke(version, "{}"));
    var after = maxMemory(invoker().invoke(version, "{\"take\": 100}"));
    assertThat(after - before).isBetween(95L, 110L);
  }

  @Test
  void givesProcessorTimeByMemory() {
    assumeTrue(limitsProcessors(), "Nothing limits processors on this machine");
    var small = Double.parseDouble(busy(128, 1.5));
    var large = Double.parseDouble(busy(1769, 1.5));
    // A busy machine gives less than the share, and never more. 128 MB are 7 % of a processor.
    assertThat(small).isLessThan(1.5 * 0.13);
    assertThat(large).isGreaterThan(small);
  }

  private String busy(int megabytes, double seconds) {
    var version = greedy(megabytes).version("busy" + megabytes);
    invoker().invoke(version, "{}");
    return TestInvoker.payload(invoker().invoke(version, "{\"busy\": " + seconds + "}"));
  }

  @Test
  void saysWhatIsLimited() {
    var fact =
        invoker().machine().facts().stream()
            .filter(one -> one.subject().equals("cgroups"))
            .findFirst()
            .orElseThrow();
    assertThat(fact).extracting(MachineFact::detail).asString().contains("memory");
    assertThat(fact.present()).isEqualTo(limitsProcessors());
  }

  private boolean limitsProcessors() {
    return invoker().machine().facts().stream()
        .anyMatch(
            fact -> fact.detail().contains("memory and CPU of functions are limited by cgroups"));
  }
}
