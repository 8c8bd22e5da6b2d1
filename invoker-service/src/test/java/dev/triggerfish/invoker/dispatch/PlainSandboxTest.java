package dev.triggerfish.invoker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.invoker.invocation.InvocationOutcome.Exited;
import dev.triggerfish.invoker.invocation.InvocationOutcome.TimedOut;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainSandboxTest {

  @TempDir Path folder;

  @Test
  void findsModulesInLayersWithoutASandboxToo() {
    try (var invoker = new TestInvoker(folder, Map.of("triggerfish.sandbox.kind", "none"))) {
      var version =
          invoker
              .function("python3.12", "handler.handler")
              .file("handler.py", "import shared\ndef handler(event, context): return shared.value")
              .layerFile("python/shared.py", "value = 'of a layer'")
              .version();

      assertThat(TestInvoker.payload(invoker.invoke(version, "{}"))).isEqualTo("\"of a layer\"");
    }
  }

  @Test
  void runsFunctionsAndSaysThatNothingIsolatesThem() {
    try (var invoker = new TestInvoker(folder, Map.of("triggerfish.sandbox.kind", "none"))) {
      var version =
          invoker
              .function("python3.12", "handler.handler")
              .file(
                  "handler.py",
                  """
                  import os, subprocess
                  def handler(event, context):
                    if event == 'exit':
                      os._exit(4)
                    if event == 'hang':
                      subprocess.run('sleep 987654 & sleep 987654', shell=True)
                    return 1
                  """)
              .timeout(5)
              .version();
      assertThat(TestInvoker.payload(invoker.invoke(version, "{}"))).isEqualTo("1");
      assertThat(invoker.invoke(version, "\"exit\"")).isInstanceOf(Exited.class);
      assertThat(TestInvoker.payload(invoker.invoke(version, "{}"))).isEqualTo("1");
      assertThat(invoker.invoke(version, "\"hang\"")).isInstanceOf(TimedOut.class);
      assertThat(
              ProcessHandle.allProcesses()
                  .filter(
                      process ->
                          String.join(" ", process.info().arguments().orElse(new String[0]))
                              .equals("987654")))
          .isEmpty();
      assertThat(TestInvoker.payload(invoker.invoke(version, "{}"))).isEqualTo("1");
      assertThat(invoker.logs().text()).contains("the function runs as a plain process");
    }
  }
}
