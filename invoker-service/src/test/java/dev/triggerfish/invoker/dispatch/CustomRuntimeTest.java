package dev.triggerfish.invoker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bootstrap in the shell, as in AWS's tutorial; it needs curl. */
class CustomRuntimeTest {

  @TempDir static Path folder;
  private static TestInvoker invoker;

  @BeforeAll
  static void start() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
    invoker = new TestInvoker(folder, Map.of());
  }

  @AfterAll
  static void stop() {
    if (invoker != null) {
      invoker.close();
    }
  }

  private static String run(String body, String payload) {
    var version =
        invoker
            .function("provided.al2023", null)
            .file(
                "bootstrap",
                """
                #!/bin/sh
                api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
                while true; do
                  event=$(curl -sS -D /tmp/headers "$api/invocation/next")
                  id=$(grep -i Lambda-Runtime-Aws-Request-Id /tmp/headers | tr -d '[:space:]' | cut -d: -f2)
                  echo "got $event"
                  %s
                done
                """
                    .formatted(body))
            .version();
    return TestInvoker.payload(invoker.invoke(version, payload));
  }

  @Test
  void runsTheFunctionsOwnBootstrap() {
    assertThat(
            run(
                "curl -sS -X POST \"$api/invocation/$id/response\" -d \"[$event]\" >/dev/null",
                "1"))
        .isEqualTo("[1]");
  }

  @Test
  void refusesAnotherRequestsIdAndAnAnswerGivenTwice() {
    var twice =
        """
        wrong=$(curl -sS -X POST "$api/invocation/other/response" -d 1 | tr -d '\\n"')
        curl -sS -X POST "$api/invocation/$id/response" -d "\\"$wrong\\"" >/dev/null
        """;
    assertThat(run(twice, "1"))
        .isEqualTo("\"{errorMessage:Invalid request ID,errorType:InvalidRequestID}\"");
  }

  @Test
  void refusesAnAnswerThatIsTooLarge() {
    var large =
        """
        head -c 6291600 /dev/zero | tr '\\0' 1 >/tmp/large
        curl -sS -X POST "$api/invocation/$id/response" --data-binary @/tmp/large >/dev/null
        """;
    assertThat(run(large, "1"))
        .isEqualTo(
            "{\"errorMessage\":\"Response payload size exceeded maximum allowed payload size (6291556 bytes).\",\"errorType\":\"Function.ResponseSizeTooLarge\"}");
  }

  @Test
  void tellsThatThereIsNoBootstrap() {
    var version = invoker.function("provided.al2023", null).file("x", "").version("none");
    assertThat(TestInvoker.payload(invoker.invoke(version, "{}")))
        .contains("Runtime exited with error: exit status 127");
  }
}
