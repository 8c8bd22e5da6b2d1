package dev.triggerfish.invoker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.invoker.invocation.InvocationOutcome.Exited;
import dev.triggerfish.invoker.invocation.InvocationOutcome.HandlerFailed;
import dev.triggerfish.invoker.invocation.InvocationOutcome.Succeeded;
import dev.triggerfish.invoker.invocation.InvocationOutcome.TimedOut;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonRuntimeTest {

  @TempDir static Path folder;
  private static TestInvoker invoker;

  @BeforeAll
  static void start() {
    invoker = new TestInvoker(folder, Map.of());
  }

  @AfterAll
  static void stop() {
    invoker.close();
  }

  private static FunctionFixture python(String source) {
    return invoker.function("python3.12", "handler.handler").file("handler.py", source);
  }

  @Test
  void answersAndLogsInOrder() {
    var version =
        python(
                "print('loading')\ndef handler(event, context):\n  print('hello', end='')\n  return event\n")
            .version();
    var outcome = invoker.invoke(version, "{\"a\": 1}");
    assertThat(outcome).isInstanceOf(Succeeded.class);
    assertThat(TestInvoker.payload(outcome)).isEqualTo("{\"a\": 1}");
    assertThat(TestInvoker.tail(outcome))
        .matches(
            "START RequestId: [0-9a-f-]{36} Version: \\$LATEST\nhello"
                + "END RequestId: [0-9a-f-]{36}\n"
                + "REPORT RequestId: [0-9a-f-]{36}\tDuration: \\d+\\.\\d\\d ms\tBilled Duration: \\d+00 ms"
                + "\tMemory Size: 256 MB\tMax Memory Used: [1-9]\\d* MB\tInit Duration: \\d+\\.\\d\\d ms\t\n");
    assertThat(TestInvoker.tail(invoker.invoke(version, "{}"))).doesNotContain("Init Duration");
    assertThat(invoker.logs().text()).contains("INIT_START Runtime Version: python:3.12.v1\t");
  }

  @Test
  void tellsAnUncaughtExceptionAsLambdaDoes() {
    var outcome =
        invoker.invoke(
            python("def handler(event, context):\n  raise Exception('Failed: x')\n").version(),
            "{}");
    assertThat(outcome).isInstanceOf(HandlerFailed.class);
    assertThat(TestInvoker.payload(outcome))
        .matches(
            "\\{\"errorMessage\": \"Failed: x\", \"errorType\": \"Exception\", \"requestId\": \"[0-9a-f-]{36}\", "
                + "\"stackTrace\": \\[\"  File \\\\\"/var/task/handler.py\\\\\", line 2, in handler\\\\n    raise Exception\\('Failed: x'\\)\\\\n\"]}");
    assertThat(TestInvoker.tail(outcome))
        .contains(
            "[ERROR] Exception: Failed: x\nTraceback (most recent call last):\n"
                + "\u00a0\u00a0File \"/var/task/handler.py\", line 2, in handler\n"
                + "\u00a0\u00a0\u00a0\u00a0raise Exception('Failed: x')END RequestId: ");
  }

  @Test
  void tellsThatTheModuleIsMissing() {
    var outcome = invoker.invoke(python("import nothere\n").version("missing"), "{}");
    assertThat(TestInvoker.payload(outcome))
        .isEqualTo(
            "{\"errorMessage\": \"Unable to import module 'handler': No module named 'nothere'\", "
                + "\"errorType\": \"Runtime.ImportModuleError\", \"requestId\": \"\", \"stackTrace\": []}");
    assertThat(invoker.logs().text())
        .containsPattern(
            "INIT_REPORT Init Duration: .* ms\tPhase: init\tStatus: error\tError Type: Runtime.ImportModuleError");
  }

  @Test
  void endsAtTheTimeOutAndKeepsItsTmp() {
    var version =
        python(
                """
                import os, time
                count = 0
                def handler(event, context):
                  global count
                  count += 1
                  if event.get('sleep'):
                    open('/tmp/kept', 'w').close()
                    time.sleep(60)
                  return [count, os.path.exists('/tmp/kept')]
                """)
            .timeout(1)
            .version();
    assertThat(TestInvoker.payload(invoker.invoke(version, "{}"))).isEqualTo("[1, false]");
    var outcome = invoker.invoke(version, "{\"sleep\": true}");
    assertThat(outcome).isInstanceOf(TimedOut.class);
    assertThat(TestInvoker.payload(outcome))
        .matches(
            "\\{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds\"}");
    assertThat(TestInvoker.tail(outcome))
        .contains("Duration: 1000.00 ms")
        .contains("Status: timeout");
    assertThat(TestInvoker.payload(invoker.invoke(version, "{}"))).isEqualTo("[1, true]");
  }

  @Test
  void tellsHowTheProcessEnded() {
    var version =
        python(
                """
                import os, signal
                def handler(event, context):
                  if event == 'kill':
                    os.kill(os.getpid(), signal.SIGKILL)
                  os._exit(event)
                """)
            .version();
    var exited = invoker.invoke(version, "0");
    assertThat(exited).isInstanceOf(Exited.class);
    assertThat(TestInvoker.payload(exited)).contains("Runtime exited without providing a reason");
    assertThat(TestInvoker.tail(exited)).contains("Status: error\tError Type: Runtime.ExitError");
    assertThat(TestInvoker.payload(invoker.invoke(version, "3")))
        .contains("Runtime exited with error: exit status 3");
    assertThat(TestInvoker.payload(invoker.invoke(version, "\"kill\"")))
        .contains("Runtime exited with error: signal: killed");
  }

  @Test
  void writesLogRecordsInLambdasFormat() {
    var outcome =
        invoker.invoke(
            python(
                    """
                    import logging
                    logging.getLogger().setLevel(logging.INFO)
                    logging.info('at load')
                    def handler(event, context):
                      logging.getLogger('x').warning('two\\nlines')
                      return context.get_remaining_time_in_millis() > 0
                    """)
                .version(),
            "{}");
    assertThat(TestInvoker.payload(outcome)).isEqualTo("true");
    assertThat(TestInvoker.tail(outcome))
        .containsPattern(
            "\\[WARNING]\t\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\t[0-9a-f-]{36}\ttwo\nlines\n");
  }

  @Test
  void seesTheVariablesThatLambdaSets() {
    var version =
        python("import os\ndef handler(event, context):\n  return os.environ.get(event)\n")
            .variable("MINE", "it's\n$HOME `x` \\")
            .variable("AWS_REGION", "overridden")
            .variable("PYTHONPATH", "/var/task/lib")
            .version();
    assertThat(value(version, "MINE")).isEqualTo("\"it's\\n$HOME `x` \\\\\"");
    assertThat(value(version, "AWS_REGION")).isEqualTo("\"us-east-1\"");
    assertThat(value(version, "PYTHONPATH")).isEqualTo("\"/var/task/lib\"");
    assertThat(value(version, "_HANDLER")).isEqualTo("\"handler.handler\"");
    assertThat(value(version, "AWS_EXECUTION_ENV")).isEqualTo("\"AWS_Lambda_python3.12\"");
    assertThat(value(version, "AWS_ENDPOINT_URL"))
        .isEqualTo("\"http://" + invoker.endpoint() + "\"");
    assertThat(value(version, "HOME")).isEqualTo("null");
  }

  private static String value(
      dev.triggerfish.invoker.function.FunctionVersion version, String name) {
    return TestInvoker.payload(invoker.invoke(version, "\"" + name + "\""));
  }
}
