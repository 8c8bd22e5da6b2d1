package dev.triggerfish.invoker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triggerfish.invoker.invocation.InvocationOutcome.Exited;
import dev.triggerfish.invoker.invocation.InvocationOutcome.HandlerFailed;
import dev.triggerfish.invoker.invocation.InvocationOutcome.TimedOut;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeRuntimeTest {

  @TempDir static Path folder;
  private static TestInvoker invoker;

  @BeforeAll
  static void start() {
    invoker = new TestInvoker(folder, Map.of());
    assumeTrue(
        invoker.machine().facts().stream()
            .anyMatch(fact -> fact.subject().equals("nodejs") && fact.present()),
        "Node.js is not installed");
  }

  @AfterAll
  static void stop() {
    invoker.close();
  }

  private static FunctionFixture node(String file, String source) {
    return invoker.function("nodejs20.x", "index.handler").file(file, source);
  }

  @Test
  void answersAnAsyncHandlerOfAModule() {
    var outcome =
        invoker.invoke(
            node(
                    "index.mjs",
                    """
                    export const handler = async (event, context) => {
                      console.log('seen %s', event.a, { b: [1] });
                      console.error('two\\nlines');
                      return { id: context.awsRequestId.length, fn: context.functionName };
                    };
                    """)
                .version(),
            "{\"a\": 1}");
    assertThat(TestInvoker.payload(outcome)).isEqualTo("{\"id\":36,\"fn\":\"fn\"}");
    assertThat(TestInvoker.tail(outcome))
        .containsPattern(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\t[0-9a-f-]{36}\tINFO\tseen 1 \\{ b: \\[ 1 ] }\n")
        .containsPattern("\tERROR\ttwo\nlines\nEND ");
  }

  @Test
  void answersACallbackOfACommonJsModule() {
    var version =
        node(
                "index.js",
                """
                exports.handler = (event, context, callback) => {
                  setTimeout(() => callback(null, event.a + 1), 20);
                };
                """)
            .version();
    assertThat(TestInvoker.payload(invoker.invoke(version, "{\"a\": 1}"))).isEqualTo("2");
    assertThat(TestInvoker.payload(invoker.invoke(version, "{\"a\": 2}"))).isEqualTo("3");
  }

  @Test
  void answersNullWhenAHandlerNeverCallsBack() {
    var version = node("index.js", "exports.handler = () => {};").version();
    assertThat(TestInvoker.payload(invoker.invoke(version, "{}"))).isEqualTo("null");
    assertThat(TestInvoker.payload(invoker.invoke(version, "{}"))).isEqualTo("null");
  }

  @Test
  void tellsAnErrorAsLambdaDoes() {
    var outcome =
        invoker.invoke(
            node("index.mjs", "export const handler = async () => { throw new Error('x'); };")
                .version(),
            "{}");
    assertThat(outcome).isInstanceOf(HandlerFailed.class);
    assertThat(TestInvoker.payload(outcome))
        .startsWith(
            "{\"errorType\":\"Error\",\"errorMessage\":\"x\",\"trace\":[\"Error: x\",\"    at ")
        .contains("/var/task/index.mjs:1:");
    assertThat(TestInvoker.tail(outcome))
        .containsPattern(
            "\tERROR\tInvoke Error \t\\{\"errorType\":\"Error\",\"errorMessage\":\"x\",\"stack\":\\[");
  }

  @Test
  void tellsWhatCannotBeLoaded() {
    assertThat(
            TestInvoker.payload(
                invoker.invoke(node("index.mjs", "export const other = 1;").version("a"), "{}")))
        .contains("\"errorType\":\"Runtime.HandlerNotFound\"")
        .contains("index.handler is undefined or not exported");
    assertThat(
            TestInvoker.payload(
                invoker.invoke(node("index.js", "require('nothere');").version("b"), "{}")))
        .contains("\"errorType\":\"Runtime.ImportModuleError\"")
        .contains("Error: Cannot find module 'nothere'");
    assertThat(
            TestInvoker.payload(
                invoker.invoke(node("index.js", "exports.handler = (").version("c"), "{}")))
        .contains("\"errorType\":\"Runtime.UserCodeSyntaxError\"");
  }

  @Test
  void endsABusyLoopAtTheTimeOut() {
    var version =
        node("index.js", "exports.handler = async (e) => { while (e.spin); return 1; };")
            .timeout(5)
            .version();
    assertThat(invoker.invoke(version, "{\"spin\": true}")).isInstanceOf(TimedOut.class);
    assertThat(TestInvoker.payload(invoker.invoke(version, "{}"))).isEqualTo("1");
  }

  @Test
  void tellsOfARejectionThatNobodyHandles() {
    var version =
        node(
                "index.js",
                "exports.handler = async (e) => { Promise.reject(new Error('lost')); await new Promise(r => setTimeout(r, 500)); };")
            .version();
    var outcome = invoker.invoke(version, "{}");
    assertThat(TestInvoker.payload(outcome))
        .contains("\"errorType\":\"Runtime.UnhandledPromiseRejection\"")
        .contains("Error: lost");
    var exit = node("index.js", "exports.handler = async () => process.exit(7);").version("d");
    assertThat(invoker.invoke(exit, "{}")).isInstanceOf(Exited.class);
  }

  @Test
  void saysWhenAnotherVersionServes() {
    var version =
        invoker
            .function("nodejs16.x", "index.handler")
            .file("index.js", "exports.handler = async () => 1;")
            .version("old");
    assertThat(TestInvoker.payload(invoker.invoke(version, "{}"))).isEqualTo("1");
    assertThat(invoker.logs().text())
        .containsPattern("nodejs 16 is not installed on this machine: the function runs on \\d+");
  }
}
