package dev.triggerfish.e2e.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.triggerfish.e2e.Functions;
import dev.triggerfish.e2e.NobodyMovesTheClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;

/** §3.6: what a caller gets when a function fails. */
@NobodyMovesTheClock
class FunctionErrorsTest {

  private static Reply failed(String name, String runtime, String handler, SdkBytes zip) {
    Fixture.function(
        name,
        zip,
        request -> request.put("Runtime", runtime).put("Handler", handler).put("Timeout", 20));
    return failed(name);
  }

  private static Reply failed(String name) {
    var reply = Fixture.invoke(name, "{}").is(200);
    assertThat(reply.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
    return reply;
  }

  private static String id(Reply reply) {
    return String.valueOf(reply.header("x-amzn-RequestId"));
  }

  @Test
  @Recorded("§3.6 Python, uncaught exception")
  void python() {
    var reply =
        failed(
            "fails-python",
            "python3.12",
            "index.handler",
            Functions.python(
                """
                def handler(event, context):
                    raise Exception("Failed: x")
                """));

    assertThat(reply.text())
        .isEqualTo(
            """
            {"errorMessage": "Failed: x", "errorType": "Exception", "requestId": "%s", \
            "stackTrace": ["  File \\"/var/task/index.py\\", line 2, in handler\\n    \
            raise Exception(\\"Failed: x\\")\\n"]}"""
                .formatted(id(reply)));
  }

  @Test
  @Recorded("§3.6 Python, the frames of a stack are not underlined")
  void pythonStack() {
    var error =
        failed(
                "fails-python-deep",
                "python3.12",
                "index.handler",
                Functions.python(
                    """
                    def inner(): return 1 / 0 + 2
                    def handler(event, context): return 3 + inner()
                    """))
            .json();

    assertThat(error.get("stackTrace").toString())
        .isEqualTo(
            "[\"  File \\\"/var/task/index.py\\\", line 2, in handler\\n"
                + "    def handler(event, context): return 3 + inner()\\n\","
                + "\"  File \\\"/var/task/index.py\\\", line 1, in inner\\n"
                + "    def inner(): return 1 / 0 + 2\\n\"]");
  }

  @Test
  @Recorded("§3.6 Python, exception during init: requestId is empty")
  void pythonInit() {
    var error =
        failed(
                "fails-python-init",
                "python3.12",
                "index.handler",
                Functions.python("raise Exception('Runtime startup fails')"))
            .json();

    assertThat(error.propertyNames())
        .containsExactly("errorMessage", "errorType", "requestId", "stackTrace");
    assertThat(error.get("errorMessage").asString()).isEqualTo("Runtime startup fails");
    assertThat(error.get("errorType").asString()).isEqualTo("Exception");
    assertThat(error.get("requestId").asString()).isEmpty();
    var stack = error.get("stackTrace").valueStream().map(frame -> frame.asString()).toList();
    assertThat(stack.getFirst())
        .matches(
            " {2}File \"/var/lang/lib/python3\\.12/importlib/__init__\\.py\", line \\d+, in"
                + " import_module\n {4}return _bootstrap\\._gcd_import\\(name\\[level:], package,"
                + " level\\)\n");
    assertThat(stack.get(1))
        .matches(" {2}File \"<frozen importlib._bootstrap>\", line \\d+, in _gcd_import\n");
    assertThat(stack.getLast())
        .isEqualTo(
            "  File \"/var/task/index.py\", line 1, in <module>\n"
                + "    raise Exception('Runtime startup fails')\n");
  }

  @Test
  @Recorded("§3.6 Node, uncaught exception")
  void node() {
    var error =
        failed(
                "fails-node",
                "nodejs22.x",
                "index.handler",
                Functions.node(
                    "export const handler = async () => { throw new Error('Error: x'); };"))
            .json();

    assertThat(error.propertyNames()).containsExactly("errorType", "errorMessage", "trace");
    assertThat(error.get("errorType").asString()).isEqualTo("Error");
    assertThat(error.get("errorMessage").asString()).isEqualTo("Error: x");
    assertThat(error.at("/trace/0").asString()).isEqualTo("Error: Error: x");
    assertThat(error.at("/trace/1").asString())
        .isEqualTo("    at Runtime.handler (file:///var/task/index.mjs:1:44)");
  }

  @Test
  @Recorded("§3.6 Java, uncaught exception")
  void java() {
    var error =
        failed(
                "fails-java",
                "java21",
                "Fails::handleRequest",
                Functions.java(
                    "Fails",
                    """
                    import com.amazonaws.services.lambda.runtime.*;
                    public class Fails implements RequestHandler<Object, String> {
                      public String handleRequest(Object event, Context context) {
                        throw new RuntimeException("x");
                      }
                    }
                    """))
            .json();

    assertThat(error.propertyNames()).containsExactly("errorMessage", "errorType", "stackTrace");
    assertThat(error.get("errorMessage").asString()).isEqualTo("x");
    assertThat(error.get("errorType").asString()).isEqualTo("java.lang.RuntimeException");
    assertThat(error.at("/stackTrace/0").asString()).isEqualTo("Fails.handleRequest(Fails.java:4)");
  }

  @Test
  @Recorded("§3.6 timeout")
  void timeout() {
    Fixture.function(
        "fails-late",
        Functions.python(
            """
            import time
            def handler(event, context): time.sleep(10)
            """),
        request -> request.put("Timeout", 1));

    var reply = failed("fails-late");

    assertThat(reply.text())
        .isEqualTo(
            "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: "
                + id(reply)
                + " Error: Task timed out after 1.00 seconds\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exits-in-handler     | Runtime exited without providing a reason          | handler | os._exit(0)
          sys-exits-in-handler | Runtime exited without providing a reason          | handler | sys.exit(0)
          exits-in-init        | Runtime exited without providing a reason          | init    | sys.exit(0)
          hard-exits-in-init   | Runtime exited without providing a reason          | init    | os._exit(0)
          exits-with-127       | Runtime exited with error: exit status 127         | handler | os._exit(127)
          """)
  @Recorded("§3.6 process exit")
  void exit(String name, String message, String place, String statement) {
    var source =
        place.equals("init")
            ? "import os, sys\n" + statement + "\ndef handler(event, context): pass\n"
            : "import os, sys\ndef handler(event, context): " + statement + "\n";

    var reply = failed(name, "python3.12", "index.handler", Functions.python(source));

    assertThat(reply.text())
        .isEqualTo(
            "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: "
                + id(reply)
                + " Error: "
                + message
                + "\"}");
  }

  @Test
  @Recorded("§3.2 missing exec wrapper: exit status 127")
  void missingWrapper() {
    Fixture.function(
        "no-wrapper",
        Functions.python("def handler(event, context): pass"),
        request ->
            request
                .putObject("Environment")
                .putObject("Variables")
                .put("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/missing"));

    var reply = failed("no-wrapper");

    assertThat(reply.text())
        .isEqualTo(
            "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: "
                + id(reply)
                + " Error: Runtime exited with error: exit status 127\"}");
  }
}
