package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Functions that fail, and what is left behind. */
@OnSharedPlatforms
class FailureScenariosTest {

  @Parameter private PlatformKind kind;

  private Cloud cloud() {
    return new Cloud(kind.running().endpoint(), Cloud.ROOT);
  }

  @Test
  void aKilledEnvironmentIsAnExitErrorAndTheNextCallWorks() {
    var cloud = cloud();
    // Other platforms run the same test on this machine: the process must be this one's.
    var mark = Integer.toUnsignedString(new SecureRandom().nextInt());
    var victim = "victim-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    cloud.function(
        victim,
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            """
            import os, subprocess, time
            def handler(event, context):
                if event.get("wait"):
                    subprocess.Popen(["sleep", "62", event["mark"]])
                    print("waiting", flush=True)
                    time.sleep(20)
                return "alive"
            """));
    assertThat(cloud.invoke(victim, "{}").payload().asUtf8String()).isEqualTo("\"alive\"");

    var waiting =
        CompletableFuture.supplyAsync(
            () -> cloud.invoke(victim, "{\"wait\":true,\"mark\":\"0." + mark + "\"}"),
            Thread::startVirtualThread);
    cloud.awaitLog(victim, "waiting");
    killParentOf("0." + mark);
    var response = waiting.join();

    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String())
        .contains("\"errorType\":\"Runtime.ExitError\"")
        .contains("Error: Runtime exited with error: signal: killed");
    assertThat(cloud.invoke(victim, "{}").payload().asUtf8String()).isEqualTo("\"alive\"");
  }

  /** Kills the runtime's own process: the one that has started another with these arguments. */
  private static void killParentOf(String argument) {
    var runtime =
        ProcessHandle.allProcesses()
            .filter(
                p ->
                    p.info()
                        .arguments()
                        .filter(a -> a.length == 2 && a[1].equals(argument))
                        .isPresent())
            .findAny()
            .flatMap(ProcessHandle::parent);
    assertThat(runtime).isPresent();
    runtime.get().destroyForcibly();
  }

  @Test
  void anExceptionIsReportedAndTheEnvironmentGoesOn() {
    var cloud = cloud();
    cloud.function(
        "raising",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            """
            count = 0
            def handler(event, context):
                global count
                count += 1
                raise ValueError("attempt %d" % count)
            """));

    var first = cloud.invoke("raising", "{}");
    var second = cloud.invoke("raising", "{}");

    assertThat(first.functionError()).isEqualTo("Unhandled");
    assertThat(first.payload().asUtf8String())
        .contains("\"errorMessage\": \"attempt 1\"")
        .contains("\"errorType\": \"ValueError\"");
    assertThat(second.payload().asUtf8String()).contains("attempt 2");
  }

  @Test
  void anAnswerThatIsTooLargeIsAnErrorOfTheFunction() {
    var cloud = cloud();
    cloud.function(
        "chatty",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python("def handler(e, c): return 'x' * (6 * 1024 * 1024 + 200)"));

    InvokeResponse response = cloud.invoke("chatty", "{}");

    assertThat(response.payload().asUtf8String())
        .contains("Function.ResponseSizeTooLarge")
        .contains("Response payload size exceeded maximum allowed payload size (6291556 bytes).");
  }
}
