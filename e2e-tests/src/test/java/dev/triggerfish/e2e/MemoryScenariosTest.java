package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** What the memory size of a function means to it. */
@OnSharedPlatforms
class MemoryScenariosTest {

  private static final Pattern MAX_MEMORY =
      Pattern.compile("Memory Size: 128 MB\tMax Memory Used: (\\d+) MB");

  @Parameter private PlatformKind kind;

  private Cloud cloud() {
    return new Cloud(kind.running().endpoint(), Cloud.ROOT);
  }

  @Test
  void aFunctionThatTakesMoreThanItHasEndsAndTheNextCallWorks() {
    var cloud = cloud();
    cloud.function(
        "greedy",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            """
            import os, time
            calls = 0
            def handler(event, context):
                global calls
                calls += 1
                held = bytearray(b"x") * (event.get("megabytes", 0) * 1024 * 1024)
                time.sleep(event.get("seconds", 0))
                return {"calls": calls, "held": len(held)}
            """),
        cloud.role("greedy"),
        30);
    var modest = cloud.invoke("greedy", "{\"megabytes\":40}");
    assertThat(modest.payload().asUtf8String()).isEqualTo("{\"calls\": 1, \"held\": 41943040}");
    assertThat(used(modest)).isBetween(45L, 80L);

    var greedy = cloud.invoke("greedy", "{\"megabytes\":300,\"seconds\":25}");

    assertThat(greedy.statusCode()).isEqualTo(200);
    assertThat(greedy.functionError()).isEqualTo("Unhandled");
    assertThat(greedy.payload().asUtf8String())
        .matches(
            "\\{\"errorType\":\"Runtime.OutOfMemory\",\"errorMessage\":\"RequestId: [0-9a-f-]{36}"
                + " Error: Runtime exited with error: signal: killed\"}");
    assertThat(used(greedy)).isEqualTo(128);
    assertThat(Cloud.tail(greedy)).contains("Status: error\tError Type: Runtime.OutOfMemory");
    assertThat(cloud.invoke("greedy", "{}").payload().asUtf8String())
        .isEqualTo("{\"calls\": 1, \"held\": 0}");
  }

  @Test
  void filesInTmpAreNoMemoryAndEndAtTheSizeOfTmp() {
    var cloud = cloud();
    cloud.function(
        "writer",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            """
            import os
            def handler(event, context):
                written = 0
                try:
                    with open("/tmp/file", "wb", buffering=0) as file:
                        while written < 600:
                            written += file.write(bytes(1024 * 1024)) // (1024 * 1024)
                except OSError as e:
                    return {"written": written, "error": e.strerror}
                return {"written": written}
            """),
        cloud.role("writer"),
        60);

    var response = cloud.invoke("writer", "{}");

    assertThat(response.payload().asUtf8String())
        .isEqualTo("{\"written\": 512, \"error\": \"No space left on device\"}");
    assertThat(used(response)).isLessThan(60);
  }

  private static long used(InvokeResponse response) {
    var found = MAX_MEMORY.matcher(Cloud.tail(response));
    assertThat(found.find()).as(Cloud.tail(response)).isTrue();
    return Long.parseLong(found.group(1));
  }
}
