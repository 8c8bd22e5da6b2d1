package dev.triggerfish.invoker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.invocation.InvocationOutcome.TimedOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every sandbox that isolates has to keep from a function. */
abstract class SandboxContract {

  private static final String SHELL =
      """
      import os, subprocess
      def handler(event, context):
        done = subprocess.run(event, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return str(done.returncode) + ':' + done.stdout.strip()
      """;

  @TempDir Path folder;
  private final String secret = "host-" + UUID.randomUUID();
  private @Nullable TestInvoker started;

  /** Value of {@code triggerfish.sandbox.kind}. */
  abstract String kind();

  private TestInvoker invoker() throws IOException {
    if (started == null) {
      try {
        started =
            new TestInvoker(
                folder,
                Map.of("triggerfish.sandbox.kind", kind(), "triggerfish.sandbox.prepared", 0));
      } catch (RuntimeException e) {
        assumeTrue(false, kind() + " does not work on this machine: " + e);
        throw e;
      }
      Files.writeString(folder.resolve("data").resolve("secret"), secret);
    }
    return started;
  }

  @AfterEach
  void stop() {
    if (started != null) {
      started.close();
    }
  }

  private FunctionVersion function(String name) throws IOException {
    return invoker()
        .function("python3.12", "handler.handler")
        .file("handler.py", SHELL)
        .file("own", name)
        .version(name);
  }

  private String sh(FunctionVersion function, String command) throws IOException {
    var json = command.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return TestInvoker.payload(invoker().invoke(function, "\"" + json + "\""));
  }

  @Test
  void hidesTheHostsFilesAndVariables() throws IOException {
    var version = function("fn");
    assertThat(sh(version, "cat " + folder + "/data/secret")).startsWith("\"1:");
    assertThat(sh(version, "ls " + folder)).startsWith("\"2:");
    assertThat(sh(version, "ls -d /home /mnt /srv /run /sys 2>/dev/null; ls /root 2>/dev/null"))
        .matches("\"[0-9]:\"");
    assertThat(sh(version, "ls /")).doesNotContain("work").contains("tmp");
    assertThat(sh(version, "cat /etc/shadow")).startsWith("\"1:");
    assertThat(sh(version, "env | grep -c -e ^HOME= -e ^JAVA_HOME= -e ^USER="))
        .isEqualTo("\"1:0\"");
    assertThat(sh(version, "cat /proc/1/environ | tr '\\0' '\\n' | grep -c -e ^HOME= -e ^JAVA"))
        .isEqualTo("\"1:0\"");
  }

  @Test
  void hidesTheHostsProcesses() throws IOException {
    var version = function("fn");
    assertThat(sh(version, "cat /proc/[0-9]*/comm | sort -u"))
        .doesNotContain("java")
        .contains("python3.12");
    assertThat(sh(version, "kill -0 " + ProcessHandle.current().pid())).startsWith("\"1:");
  }

  @Test
  void letsNothingBeWrittenButTmp() throws IOException {
    var version = function("fn");
    assertThat(
            sh(
                version,
                "touch /var/task/x; touch /x; touch /usr/x; touch /etc/x; touch /opt/x; touch /var/runtime/x"))
        .startsWith("\"1:");
    assertThat(sh(version, "touch /var/task/x")).contains("Read-only file system");
    assertThat(sh(version, "touch /x")).contains("Read-only file system");
    assertThat(sh(version, "echo 1 > /proc/sys/kernel/hostname")).doesNotStartWith("\"0:");
    assertThat(sh(version, "cat /proc/sys/kernel/core_pattern > /proc/sys/kernel/core_pattern"))
        .doesNotStartWith("\"0:");
    assertThat(
            sh(
                version,
                "find /proc -maxdepth 1 -type f -writable; find /proc/[a-z]* -maxdepth 3 -type f -writable -not -path '/proc/self/*' -not -path '/proc/thread-self/*' 2>/dev/null | head -5"))
        .isEqualTo("\"0:\"");
    assertThat(sh(version, "touch /tmp/x && ls /tmp")).isEqualTo("\"0:x\"");
    assertThat(sh(version, "mount -t tmpfs tmpfs /mnt || mount -o remount,rw /var/task"))
        .doesNotStartWith("\"0:");
    assertThat(sh(version, "grep CapEff /proc/self/status")).contains("0000000000000000");
    assertThat(sh(version, "grep NoNewPrivs /proc/self/status")).endsWith("1\"");
    assertThat(sh(version, "id -u; id -un")).isEqualTo("\"0:993\\nsbx_user1051\"");
  }

  @Test
  void showsLayersReadOnlyInOpt() throws IOException {
    var version =
        invoker()
            .function("python3.12", "handler.handler")
            .file("handler.py", "from shared import value\n" + SHELL)
            .layerFile("python/shared.py", "value = 1")
            .layerFile("data.txt", "of a layer")
            .version("layered");

    assertThat(sh(version, "cat /opt/data.txt; ls /opt"))
        .isEqualTo("\"0:of a layerdata.txt\\npython\"");
    assertThat(sh(version, "touch /opt/data.txt")).contains("Read-only file system");
  }

  @Test
  void limitsTmpToItsSize() throws IOException {
    var version = function("fn");
    assertThat(sh(version, "df -m --output=size /tmp | tail -1 | tr -d ' '"))
        .isEqualTo("\"0:512\"");
  }

  @Test
  void refusesWhatGoesBeyondTmpAndLivesOn() throws IOException {
    var version =
        invoker()
            .function("python3.12", "handler.handler")
            .file("handler.py", SHELL)
            .memory(128)
            .version("writer");
    // Files in /tmp are no memory of the function's: it has 128 MB.
    assertThat(sh(version, "head -c 536870912 /dev/zero >/tmp/full && stat -c %s /tmp/full"))
        .isEqualTo("\"0:536870912\"");
    assertThat(sh(version, "echo more | tee /tmp/more")).contains("No space left on device");
    assertThat(sh(version, "rm /tmp/full && echo more >/tmp/more && cat /tmp/more"))
        .isEqualTo("\"0:more\"");
  }

  @Test
  void keepsEnvironmentsApart() throws IOException {
    var version = function("fn");
    var other = function("other");
    assertThat(sh(other, "echo mine > /tmp/other && cat /var/task/own")).isEqualTo("\"0:other\"");
    assertThat(sh(version, "ls /tmp; cat /var/task/own")).isEqualTo("\"0:fn\"");
    assertThat(
            sh(
                version,
                "curl -s -o /dev/null -w '%{http_code}' http://"
                    + invoker().endpoint()
                    + "/_runtime/0123456789abcdef/2018-06-01/runtime/invocation/next"))
        .isEqualTo("\"0:403\"");
  }

  @Test
  void killsGrandchildrenAtTheTimeOut() throws IOException {
    var mark = "7" + (UUID.randomUUID().hashCode() >>> 1);
    var slow =
        invoker()
            .function("python3.12", "handler.handler")
            .file("handler.py", SHELL)
            .timeout(1)
            .version("slow");
    var json = "\"setsid sh -c 'sleep " + mark + " & sleep " + mark + "'\"";
    assertThat(invoker().invoke(slow, json)).isInstanceOf(TimedOut.class);
    // They have been signalled; on a busy machine they take a moment to die of it.
    Awaitility.await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(processes("sleep " + mark)).isZero());
  }

  @Test
  void leavesNothingBehindWhenItStops() throws IOException {
    var version = function("fn");
    var mark = "8" + (UUID.randomUUID().hashCode() >>> 1);
    assertThat(sh(version, "setsid sleep " + mark + " >/dev/null 2>&1 &")).isEqualTo("\"0:\"");
    Awaitility.await().untilAsserted(() -> assertThat(processes("sleep " + mark)).isEqualTo(1));
    invoker().pools().close();
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(processes("sleep " + mark)).isZero());
    assertThat(folder.resolve("data/invoker/environments")).isEmptyDirectory();
  }

  private static long processes(String commandLine) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                (process.info().command().orElse("")
                        + " "
                        + String.join(" ", process.info().arguments().orElse(new String[0])))
                    .endsWith(commandLine))
        .count();
  }
}
