package dev.triggerfish.invoker.environment.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.triggerfish.invoker.environment.cgroup.Entrance;
import dev.triggerfish.invoker.environment.process.ProcessProperties.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@EnabledOnOs(OS.LINUX)
class EnvironmentSocketsTest {

  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

  private final AtomicLong now = new AtomicLong();
  private final SandboxProcesses processes = new SandboxProcesses(now::get);
  private final EnvironmentSockets sockets = new EnvironmentSockets(processes);

  @ParameterizedTest
  @EnumSource(names = {"BUBBLEWRAP", "UNSHARE", "NONE"})
  void knowsTheConnectionsOfAnEnvironmentFromOthers(Kind kind, @TempDir Path folder)
      throws Exception {
    assumeThat(Path.of("/bin/bash")).isExecutable();
    var process = start(kind, folder);
    try (var server = new ServerSocket(0, 50, HERE);
        var in = process.outputWriter()) {
      // Two generations down, as curl started by a function would be.
      in.write(
          "/bin/bash -c '/bin/bash -c \"exec 3<>/dev/tcp/127.0.0.1/%d; read -u 3 x\"; true' &\n"
              .formatted(server.getLocalPort()));
      in.flush();
      server.setSoTimeout(10_000);
      try (var ofFunction = server.accept();
          var mine = new Socket(HERE, server.getLocalPort());
          var ofTest = server.accept()) {
        assertThat(mine.isConnected()).isTrue();
        assertThat(fromEnvironment(ofFunction)).isTrue();
        assertThat(fromEnvironment(ofTest)).isFalse();
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void knowsThatAnEndedEnvironmentHasNoConnections(@TempDir Path folder) throws Exception {
    var process = start(Kind.NONE, folder);
    process.destroyForcibly().waitFor();
    process.onExit().join();
    try (var server = new ServerSocket(0, 50, HERE);
        var mine = new Socket(HERE, server.getLocalPort());
        var ofTest = server.accept()) {
      assertThat(mine.isConnected()).isTrue();
      assertThat(fromEnvironment(ofTest)).isFalse();
    }
  }

  /** Its sender may have been anybody: nothing of it is left that could be asked. */
  @Test
  void takesAConnectionWithoutAnOwnerForAFunctionsWhileOneRuns() throws Exception {
    try (var server = new ServerSocket(0, 50, HERE)) {
      var mine = new Socket(HERE, server.getLocalPort());
      try (var ofTest = server.accept()) {
        mine.close();
        assertThat(ofTest.getInputStream().read()).isEqualTo(-1);
        assertThat(fromEnvironment(ofTest)).as("nothing runs").isFalse();
        var environment = processes.starting(null, true);
        assertThat(fromEnvironment(ofTest)).as("something runs").isTrue();
        environment.ended();
        assertThat(fromEnvironment(ofTest)).as("it may be what it sent").isTrue();
        now.addAndGet(SandboxProcesses.REMEMBERED.toNanos() + 1);
        assertThat(fromEnvironment(ofTest)).as("that was long ago").isFalse();
      }
    }
  }

  /** No process has to be looked at: none is known here. */
  @Test
  void knowsAConnectionByTheControlGroupInWhichItsSocketWasMade() throws Exception {
    var group = group();
    try (var server = new ServerSocket(0, 50, HERE)) {
      processes.starting((Long) Files.getAttribute(group, "unix:ino"), true);
      var connect = "exec 3<>/dev/tcp/127.0.0.1/%d; read -u 3 x".formatted(server.getLocalPort());
      var process =
          new ProcessBuilder(
                  Entrance.command(
                      List.of(group.resolve("cgroup.procs")), List.of("/bin/bash", "-c", connect)))
              .start();
      server.setSoTimeout(10_000);
      try (var ofFunction = server.accept();
          var mine = new Socket(HERE, server.getLocalPort());
          var ofTest = server.accept()) {
        assertThat(mine.isConnected()).isTrue();
        assertThat(fromEnvironment(ofFunction)).isTrue();
        assertThat(fromEnvironment(ofTest)).isFalse();
      } finally {
        process.destroyForcibly().waitFor();
      }
    } finally {
      // It can be removed as soon as the kernel has let the process go.
      await().untilAsserted(() -> Files.deleteIfExists(group));
    }
  }

  /** Without a sandbox it may write its ID to another group's file; no socket is in this one. */
  @Test
  void knowsAFunctionThatHasLeftItsControlGroup(@TempDir Path folder) throws Exception {
    var process = start(Kind.NONE, folder, Long.MAX_VALUE);
    try (var server = new ServerSocket(0, 50, HERE);
        var in = process.outputWriter()) {
      in.write("exec 3<>/dev/tcp/127.0.0.1/%d; read -u 3 x\n".formatted(server.getLocalPort()));
      in.flush();
      server.setSoTimeout(10_000);
      try (var ofFunction = server.accept();
          var mine = new Socket(HERE, server.getLocalPort());
          var ofTest = server.accept()) {
        assertThat(mine.isConnected()).isTrue();
        assertThat(fromEnvironment(ofFunction)).isTrue();
        assertThat(fromEnvironment(ofTest)).isFalse();
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5.8.0,false",
    "5.14.0-503.el9.x86_64,false",
    "5.15,true",
    "5.15.0-101-generic,true",
    "6.1.0,true",
    "10.0-x,true",
    "4.19,false",
    "unknown,false",
    "5,false"
  })
  void believesThatASocketIsInTheRootGroupWhereLinuxIsSure(String version, boolean sure) {
    assertThat(SocketDiagnostics.namesGroups(version)).isEqualTo(sure);
  }

  private static Path group() throws IOException {
    var mounts = List.of(Path.of("/sys/fs/cgroup"), Path.of("/sys/fs/cgroup/unified"));
    var root =
        mounts.stream()
            .filter(mount -> Files.exists(mount.resolve("cgroup.controllers")))
            .filter(Files::isWritable)
            .findFirst();
    assumeThat(root).as("control groups of version 2 can be made").isPresent();
    return Files.createTempDirectory(root.orElseThrow(), "triggerfish-test");
  }

  private boolean fromEnvironment(Socket accepted) {
    return sockets.comesFromEnvironment(
        (InetSocketAddress) accepted.getRemoteSocketAddress(),
        (InetSocketAddress) accepted.getLocalSocketAddress());
  }

  private Process start(Kind kind, Path folder) throws IOException {
    return start(kind, folder, null);
  }

  private Process start(Kind kind, Path folder, @Nullable Long group) throws IOException {
    var files = RuntimeFiles.unpack(folder.resolve("runtimes"));
    var layout =
        new SandboxLayout(
            Files.createDirectory(folder.resolve("code")),
            null,
            files.of("provided"),
            List.of(),
            files.file("etc"),
            Files.createDirectory(folder.resolve("scratch")),
            1);
    var process =
        new ProcessBuilder(sandbox(kind, files, folder).command(layout))
            .redirectErrorStream(true)
            .start();
    processes.starting(group, kind != Kind.NONE).started(process);
    return process;
  }

  private static Sandbox sandbox(Kind kind, RuntimeFiles files, Path folder) {
    try {
      return new SandboxChoice(files, folder).choose(new ProcessProperties(kind, 0, false));
    } catch (IllegalStateException e) {
      assumeThat(e).as("this machine has it").isNull();
      throw e;
    }
  }
}
