package dev.triggerfish.e2e;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./triggerfish} as a person uses it, with the packaged application. */
@OwnPlatform
class LauncherScenariosTest {

  private static final Path APP =
      Shell.project().resolve("all-in-one/target/all-in-one-app.jar").toAbsolutePath();

  @TempDir private Path folder;

  private Shell shell;
  private String port;

  @BeforeEach
  void open() throws IOException {
    port = Integer.toString(JavaProcess.freePort());
    shell =
        new Shell(Shell.project())
            .with("TRIGGERFISH_HOME", folder.resolve("home").toString())
            .with("TRIGGERFISH_APP", APP.toString())
            .with("TMPDIR", Files.createDirectory(folder.resolve("tmp")).toString());
  }

  private static void assumePackaged() {
    assumeTrue(Files.exists(APP), APP + " is there once all-in-one is packaged: ./mvnw verify");
  }

  private Shell.Said triggerfish(String command, String... options) {
    var line = new ArrayList<>(List.of("./triggerfish", command));
    line.addAll(List.of(options));
    return shell.run(line.toArray(String[]::new));
  }

  private static void assertRefused(Shell.Said said, String sentence) {
    assertThat(said.code()).as(said.text()).isEqualTo(1);
    assertThat(said.text().lines().toList().getLast())
        .startsWith("triggerfish: ")
        .contains(sentence);
    assertThat(said.text()).doesNotContain("\tat ").doesNotContain("Exception");
  }

  @Test
  void startsTellsAndStops() throws IOException {
    assumePackaged();
    var started = triggerfish("start", "--detach", "--port", port);
    try {
      assertThat(started.code()).as(started.text()).isZero();
      assertThat(started.text())
          .contains("Triggerfish is ready: http://localhost:" + port)
          .contains("./triggerfish stop --port " + port)
          .doesNotContain("WARN")
          .doesNotContain("\tat ");

      var status = triggerfish("status", "--port", port);
      assertThat(status.code()).isZero();
      assertThat(status.text())
          .startsWith("Triggerfish runs on http://localhost:" + port)
          .containsPattern("(?m)^identity-replica +up +policies are known$")
          .containsPattern("(?m)^invoker\\.sandbox +(up|degraded) +functions run");
      var data = folder.resolve("home/data-" + port);
      assertThat(triggerfish("token", "--port", port).text())
          .isEqualTo(Files.readString(data.resolve("admin.token")).strip());

      assertMovesTime();
      assertRefused(
          triggerfish("why", "photos/a cat & a dog.jpg", "--port", port),
          "Nothing is known of 'photos/a cat & a dog.jpg'. Ask for the request ID");

      assertRefused(
          triggerfish("start", "--port", port), "already running on port " + port + " as process");
      assertRefused(
          triggerfish(
              "start",
              "--port",
              Integer.toString(JavaProcess.freePort()),
              "--data-dir",
              data.toString()),
          "is in use by process");
    } finally {
      assertThat(triggerfish("stop", "--port", port).text()).isEqualTo("Stopped.");
    }
    assertThat(triggerfish("status", "--port", port).code()).isEqualTo(1);
    assertThat(triggerfish("stop", "--port", port).text())
        .isEqualTo("Nothing is running on port " + port + ".");
  }

  private void assertMovesTime() {
    assertThat(triggerfish("clock", "--port", port).text())
        .containsPattern("^platform time  \\S+\\nwall time      \\S+\\nahead by       0s$");
    var advanced = triggerfish("clock", "advance", "2m", "--port", port);
    assertThat(advanced.code()).as(advanced.text()).isZero();
    assertThat(advanced.text()).endsWith("ahead by       2m");
    assertThat(triggerfish("clock", "--port", port, "advance", "PT1H30M").text())
        .endsWith("ahead by       1h 32m");
    assertRefused(triggerfish("clock", "advance", "-1h", "--port", port), "only moves forward");
    assertRefused(triggerfish("clock", "advance", "soon", "--port", port), "'soon' is no duration");
    assertRefused(triggerfish("clock", "advance", "20d;", "--port", port), "is no duration");
  }

  @Test
  void showsATourThatEndsByItself() throws IOException {
    assumePackaged();

    var tour = triggerfish("demo");

    assertThat(tour.code()).as(tour.text()).isZero();
    assertThat(tour.text())
        .contains("This statement grants it:")
        .containsPattern("[3-6]\\d × \"?Hello from version 1")
        .contains("3 × TooManyRequestsException, ReservedFunctionConcurrentInvocationLimitExceeded")
        .contains("500 {\"message\":\"Internal Server Error\"}")
        .containsPattern("200 \"?Good day from version \\$LATEST")
        .containsPattern("Invocations +106\n +Errors +0\n +Throttles +3")
        .containsPattern("total +106 ")
        .contains("That was all.")
        .doesNotContain("WARN")
        .doesNotContain("\tat ");
    assertThat(leftOver()).isEmpty();
  }

  @Test
  void keepsNothingWhereItIsEphemeral() throws IOException {
    assumePackaged();
    var started = triggerfish("start", "--detach", "--ephemeral", "--port", port);
    assertThat(started.text()).contains("Triggerfish is ready");
    assertThat(folder.resolve("tmp")).isNotEmptyDirectory();

    assertThat(triggerfish("stop", "--port", port).code()).isZero();

    assertThat(leftOver()).isEmpty();
    assertThat(folder.resolve("home/data-" + port)).doesNotExist();
  }

  @Test
  void endsAtOnceAtCtrlC() throws Exception {
    assumePackaged();
    var output = folder.resolve("output");
    var process = shell.start(output, "./triggerfish", "start", "--ephemeral", "--port", port);
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> Files.readString(output).contains("Triggerfish is ready") || !process.isAlive());

    assertThat(shell.run("kill", "-INT", Long.toString(process.pid())).code()).isZero();

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(output))
        .contains("Triggerfish is ready: http://localhost:" + port)
        .doesNotContain("WARN")
        .doesNotContain("ERROR")
        .doesNotContain("\tat ");
    assertThat(leftOver()).isEmpty();
  }

  /** What an ephemeral start left behind; the JVM itself keeps a file there for its tools. */
  private List<Path> leftOver() throws IOException {
    try (var files = Files.list(folder.resolve("tmp"))) {
      return files.filter(f -> f.getFileName().toString().startsWith("triggerfish")).toList();
    }
  }

  @Test
  void saysThatThePortIsTaken() throws IOException {
    assumePackaged();
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var number = Integer.toString(taken.getLocalPort());

      assertRefused(
          triggerfish("start", "--ephemeral", "--port", number),
          "Port " + number + " is taken by another program.");
      assertThat(leftOver()).isEmpty();
    }
  }

  /** Also where the last start on that port was ready. */
  @Test
  void saysThatItCannotIsolate() throws IOException {
    assumePackaged();
    Files.writeString(run().resolve(port + ".console"), "Triggerfish is ready: http://localhost\n");
    assertRefused(
        triggerfish(
            "start",
            "--detach",
            "--ephemeral",
            "--require-sandbox",
            "-D",
            "triggerfish.sandbox.kind=none",
            "--port",
            port),
        "Functions cannot be isolated on this machine");
  }

  @Test
  void startsRightAfterItWasKilled() throws IOException {
    assumePackaged();
    assertThat(triggerfish("start", "--detach", "--port", port).code()).isZero();
    var pid = Files.readAllLines(run().resolve(port)).getFirst();
    assertThat(shell.run("kill", "-9", pid).code()).isZero();

    var again = triggerfish("start", "--detach", "--port", port);

    assertThat(again.code()).as(again.text()).isZero();
    assertThat(triggerfish("stop", "--port", port).text()).isEqualTo("Stopped.");
  }

  /** After a power cut, the id in the run file may be anybody's. */
  @Test
  void leavesAStrangersProcessAlone() throws Exception {
    var stranger = shell.start(folder.resolve("output"), "sleep", "60");
    try {
      Files.writeString(run().resolve(port), stranger.pid() + "\n" + folder + "\n");

      assertThat(triggerfish("status", "--port", port).code()).isEqualTo(1);
      assertThat(triggerfish("stop", "--port", port).text())
          .isEqualTo("Nothing is running on port " + port + ".");
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroy();
    }
  }

  private Path run() throws IOException {
    return Files.createDirectories(folder.resolve("home/run"));
  }

  @Test
  void buildsAgainWhenASourceHasChangedOrIsGone() throws IOException {
    var tree = Files.createDirectory(folder.resolve("tree"));
    var sources = Files.createDirectories(tree.resolve("module/src/main/java"));
    Files.writeString(sources.resolve("One.java"), "");
    Files.writeString(sources.resolve("Other.java"), "");
    Files.createDirectory(tree.resolve(".mvn"));
    for (var file : List.of("triggerfish", ".mvn/find-jdk.sh")) {
      Files.copy(Shell.project().resolve(file), tree.resolve(file), COPY_ATTRIBUTES);
    }
    var maven = tree.resolve("mvnw");
    Files.writeString(
        maven,
        """
        #!/bin/sh
        echo built >>calls
        mkdir -p all-in-one/target
        echo app >all-in-one/target/all-in-one-app.jar
        """);
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    var builder = new Shell(tree).with("TRIGGERFISH_HOME", folder.resolve("home").toString());

    for (var builds : List.of(1, 1)) {
      builder.run("./triggerfish", "start", "--port", port);
      assertThat(Files.readAllLines(tree.resolve("calls"))).hasSize(builds);
    }
    Files.delete(sources.resolve("Other.java"));
    builder.run("./triggerfish", "start", "--port", port);
    assertThat(Files.readAllLines(tree.resolve("calls"))).hasSize(2);
    Files.setLastModifiedTime(
        sources.resolve("One.java"), FileTime.from(Instant.now().plusSeconds(5)));
    builder.run("./triggerfish", "start", "--port", port);
    assertThat(Files.readAllLines(tree.resolve("calls"))).hasSize(3);
  }

  @Test
  void saysThatTheDataDirectoryIsNone() throws IOException {
    assumePackaged();
    var file = Files.createFile(folder.resolve("file"));

    assertRefused(
        triggerfish("start", "--port", port, "--data-dir", file.resolve("data").toString()),
        "the data directory " + file.resolve("data") + " cannot be made");
  }

  @Test
  void explainsItself() {
    var help = triggerfish("help");

    assertThat(help.code()).isZero();
    assertThat(help.text())
        .contains("start", "stop", "status", "token", "clock", "why", "--ephemeral", "--detach");
    assertRefused(triggerfish("sing"), "there is no command sing");
    assertRefused(triggerfish("start", "--loudly"), "there is no option --loudly");
    assertThat(triggerfish("start", "--loudly").text()).contains(help.text());
    assertRefused(triggerfish("start", "--port", "abc"), "--port wants a number");
    assertRefused(triggerfish("start", "--port", "65536"), "--port wants a number");
    assertRefused(triggerfish("start", "--port"), "--port wants a number");
    assertRefused(triggerfish("start", "--ephemeral", "--data-dir", "x"), "--ephemeral");
    for (var command : List.of("token", "clock")) {
      assertRefused(triggerfish(command, "--port", port), "nothing is running on port " + port);
    }
    assertRefused(triggerfish("why", "id", "--port", port), "nothing is running on port " + port);
    assertRefused(
        triggerfish("why"), "of which event? './triggerfish why ID' wants the request ID");
    assertRefused(triggerfish("clock", "advance"), "by how much?");
    assertRefused(triggerfish("clock", "set", "2m"), "clock can show and advance, not set");
    assertRefused(triggerfish("status", "advance"), "there is no option advance");
    assertRefused(triggerfish("why", "a", "b"), "there is no option b");
  }

  @Test
  void saysWhatToInstallWithoutAJdk() throws IOException {
    withOldJava().with("TRIGGERFISH_JDKS", folder.resolve("none").toString());

    for (var command : new String[] {"./triggerfish start", "./mvnw verify"}) {
      var said = shell.run("bash", "-c", command);

      assertThat(said.code()).isEqualTo(1);
      assertThat(said.text())
          .startsWith("Triggerfish needs a JDK 25 or newer, and none was found: install one")
          .doesNotContain("\n");
    }
  }

  @Test
  void buildsWithTheJdkThatItFindsBesideAnOldJava() throws IOException {
    var jdks = Files.createDirectory(folder.resolve("jdks"));
    // As Homebrew lays it out: a folder that leads to the JDK.
    Files.createSymbolicLink(jdks.resolve("new"), Path.of(System.getProperty("java.home")));
    withOldJava().with("TRIGGERFISH_JDKS", jdks.toString());

    var said = shell.run("./mvnw", "-o", "-v");

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("Java version: " + System.getProperty("java.version"));
  }

  /** A machine whose default Java is 17. */
  private Shell withOldJava() throws IOException {
    var old = Files.createDirectories(folder.resolve("jdk-17/bin")).getParent();
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.19\"\n");
    for (var program : List.of("java", "javac")) {
      var file = Files.writeString(old.resolve("bin").resolve(program), "#!/bin/sh\nexit 17\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    return shell
        .with("JAVA_HOME", old.toString())
        .with("PATH", old.resolve("bin") + ":" + System.getenv("PATH"));
  }
}
