package dev.triggerfish.invoker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Runtimes that were started before they got their function, seen from the function. */
@Isolated("It kills all prepared runtimes of this JVM.")
class PreparedRuntimesTest {

  private static final String PYTHON =
      """
      import os, sys
      import second
      count = 0
      def handler(event, context):
        global count
        count += 1
        return [second.NAME, count, os.environ.get('MINE'), os.environ['AWS_LAMBDA_FUNCTION_NAME'],
                os.listdir('/tmp'), sys.stdin.read(), sorted(os.listdir('/var/task')),
                os.environ.get('LEFT_OVER', 'none'), __name__, len(open('/proc/self/environ').read()) < 4096]
      """;

  @TempDir Path folder;
  private TestInvoker invoker;

  @BeforeEach
  void start() {
    invoker = new TestInvoker(folder, Map.of());
  }

  @AfterEach
  void stop() {
    invoker.close();
  }

  private FunctionFixture python(String name) {
    return invoker
        .function("python3.12", "handler.handler")
        .file("handler.py", PYTHON)
        .file("second.py", "NAME = '" + name + "'")
        .variable("MINE", "of " + name + " '\"\n\\ ü");
  }

  /** Its folder appears when it is begun, and waits for the function from then on. */
  private void awaitPrepared() {
    Awaitility.await().until(() -> invoker.prepared() > 0);
  }

  @Test
  void givesWaitingPythonItsFunctionAndNothingOfAnother() {
    var first = TestInvoker.payload(invoker.invoke(python("first").version("first"), "{}"));
    awaitPrepared();
    var second = python("second").version("second");
    var outcome = TestInvoker.payload(invoker.invoke(second, "{}"));
    assertThat(outcome).isEqualTo(first.replace("first", "second"));
    assertThat(outcome)
        .contains("\"second\", 1, \"of second '\\\"\\n\\\\ ")
        .contains("[], \"\", [\"handler.py\", \"second.py\"]")
        .contains("\"none\", \"handler\", true");
    assertThat(TestInvoker.payload(invoker.invoke(second, "{}"))).contains("\"second\", 2");
    assertThat(invoker.takenEarly()).isEqualTo(1);
  }

  @Test
  void givesWaitingNodeItsFunction() {
    var source =
        """
        export const handler = async () => [process.env.MINE, process.env.AWS_LAMBDA_FUNCTION_NAME,
          process.argv.slice(1), process.env._HANDLER];
        """;
    var first = invoker.function("nodejs22.x", "index.handler").file("index.mjs", source);
    var second = invoker.function("nodejs22.x", "index.handler").file("index.mjs", source);
    assertThat(TestInvoker.payload(invoker.invoke(first.variable("MINE", "1").version("a"), "{}")))
        .isEqualTo("[\"1\",\"a\",[\"/var/runtime/bootstrap.mjs\"],\"index.handler\"]");
    awaitPrepared();
    assertThat(TestInvoker.payload(invoker.invoke(second.variable("MINE", "ü").version("b"), "{}")))
        .isEqualTo("[\"ü\",\"b\",[\"/var/runtime/bootstrap.mjs\"],\"index.handler\"]");
    assertThat(invoker.takenEarly()).isEqualTo(1);
  }

  @Test
  void givesWaitingJavaItsFunction() {
    var source =
        """
        import java.util.Map;
        public class Hello {
          public Object handle(Map<String, Object> event) {
            return Map.of("name", System.getenv("AWS_LAMBDA_FUNCTION_NAME") + System.getenv("MINE") + event.get("x"));
          }
        }
        """;
    var first = invoker.function("java21", "Hello::handle").java("Hello", source).memory(512);
    var second = invoker.function("java21", "Hello::handle").java("Hello", source).memory(512);
    var one = invoker.invoke(first.variable("MINE", "-1-").version("a"), "{\"x\":5}");
    assertThat(TestInvoker.payload(one)).isEqualTo("{\"name\":\"a-1-5\"}");
    awaitPrepared();
    var two = invoker.invoke(second.variable("MINE", "-2-").version("b"), "{\"x\":5}");
    assertThat(TestInvoker.payload(two)).isEqualTo("{\"name\":\"b-2-5\"}");
    assertThat(invoker.takenEarly()).isEqualTo(1);
  }

  @Test
  void startsRuntimesOfTheirOwnForFunctionsWithVariablesThatInterpretersReadAtTheirStart() {
    invoker.invoke(python("first").version("first"), "{}");
    awaitPrepared();
    var particular = python("second").variable("PYTHONDONTWRITEBYTECODE", "1").version("second");
    assertThat(TestInvoker.payload(invoker.invoke(particular, "{}"))).contains("\"second\", 1");
    assertThat(invoker.takenEarly()).isZero();
  }

  @Test
  void survivesTheDeathOfWhatWaits() {
    invoker.invoke(python("first").version("first"), "{}");
    awaitPrepared();
    ProcessHandle.allProcesses()
        .filter(
            process ->
                String.join(" ", process.info().arguments().orElse(new String[0]))
                    .equals("/var/runtime/prepared.py"))
        .filter(process -> descendsFromThisProcess(process))
        .forEach(ProcessHandle::destroyForcibly);
    var second = python("second").version("second");
    assertThat(TestInvoker.payload(invoker.invoke(second, "{}"))).contains("\"second\", 1");
  }

  private static boolean descendsFromThisProcess(ProcessHandle process) {
    return process
        .parent()
        .map(
            parent ->
                parent.pid() == ProcessHandle.current().pid() || descendsFromThisProcess(parent))
        .orElse(false);
  }

  @Test
  void waitsInSandboxesByUnshareToo() {
    try (var other = unshare()) {
      var first = other.function("python3.12", "handler.handler");
      first.file("handler.py", "def handler(event, context): return context.function_name");
      assertThat(TestInvoker.payload(other.invoke(first.version("a"), "{}"))).isEqualTo("\"a\"");
      Awaitility.await().until(() -> other.prepared() > 0);
      assertThat(TestInvoker.payload(other.invoke(first.version("b"), "{}"))).isEqualTo("\"b\"");
      assertThat(other.takenEarly()).isEqualTo(1);
    }
  }

  private TestInvoker unshare() {
    try {
      return new TestInvoker(
          folder.resolve("other"), Map.of("triggerfish.sandbox.kind", "unshare"));
    } catch (RuntimeException e) {
      assumeTrue(false, "unshare does not work on this machine: " + e);
      throw e;
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    var own = folder.resolve("own");
    try (var ended = new TestInvoker(own, Map.of())) {
      var version =
          ended
              .function("python3.12", "handler.handler")
              .file("handler.py", "def handler(event, context): return 1")
              .version();
      ended.invoke(version, "{}");
      Awaitility.await().until(() -> ended.prepared() > 0);
    }
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(own.resolve("data/invoker/environments")).isEmptyDirectory());
  }
}
