package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** What was acknowledged survives {@code kill -9}: one kill, and a look at all that was. */
@OwnPlatform
class DurabilityScenariosTest {

  private static final int EVENTS = 6;

  @TempDir private static Path folder;

  private static Instant before;
  private static AllInOne second;
  private static Cloud cloud;

  @BeforeAll
  static void killAndStartAgain() {
    try (var first = AllInOne.start(folder)) {
      first.advance(Duration.ofDays(2));
      before = first.now();
      var cloud = new Cloud(first.endpoint(), Cloud.ROOT);
      changeCode(cloud);
      releaseVersions(cloud);
      sendEvents(cloud);
      // Last of all, so that they are as new as can be when the process is killed.
      createFunction(cloud);
      cloud.iam.createUser(r -> r.userName("last-words"));
      first.process().kill();
    }
    second = AllInOne.start(folder);
    cloud = new Cloud(second.endpoint(), Cloud.ROOT);
  }

  @AfterAll
  static void stop() {
    second.close();
  }

  private static void changeCode(Cloud cloud) {
    cloud.function(
        "survivor",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python("def handler(e, c): return 'old'"));
    cloud.update("survivor", Functions.python("def handler(e, c): return 'new'"));
  }

  private static void releaseVersions(Cloud cloud) {
    VersionScenariosTest.twoVersions(cloud, "released");
    cloud.lambda.createAlias(
        r ->
            r.functionName("released")
                .name("live")
                .functionVersion("1")
                .routingConfig(c -> c.additionalVersionWeights(Map.of("2", 1.0))));
    cloud.lambda.createAlias(r -> r.functionName("released").name("old").functionVersion("1"));
    cloud.update("released", VersionScenariosTest.code("newest"));
  }

  /** To a function so slow that few of them have run when the process is killed. */
  private static void sendEvents(Cloud cloud) {
    cloud.function(
        "patient",
        Runtime.PYTHON3_12,
        "index.handler",
        Functions.python(
            """
            import time
            def handler(event, context):
                time.sleep(1)
                print("GOT", event)
            """));
    cloud.lambda.putFunctionConcurrency(
        r -> r.functionName("patient").reservedConcurrentExecutions(1));
    cloud.role("pending");
    for (var i = 0; i < EVENTS; i++) {
      var payload = SdkBytes.fromUtf8String("\"event-" + i + "\"");
      cloud.lambda.invoke(
          r -> r.functionName("patient").invocationType(InvocationType.EVENT).payload(payload));
    }
  }

  private static void createFunction(Cloud cloud) {
    cloud.lambda.createFunction(
        r ->
            r.functionName("pending")
                .runtime(Runtime.PYTHON3_12)
                .handler("index.handler")
                .role("arn:aws:iam::000000000000:role/pending")
                .code(c -> c.zipFile(Functions.python("def handler(e, c): return 1"))));
  }

  @Test
  void everyAcknowledgedChangeIsThereAfterAKill() {
    assertThat(cloud.iam.getUser(r -> r.userName("last-words")).user().arn())
        .isEqualTo("arn:aws:iam::000000000000:user/last-words");
    assertThat(cloud.invoke("survivor", "{}").payload().asUtf8String()).isEqualTo("\"new\"");
  }

  @Test
  void everyAcknowledgedEventRunsAfterAKill() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                cloud.log("patient", "GOT").stream()
                        .map(line -> line.message().strip())
                        .distinct()
                        .count()
                    == EVENTS);
  }

  @Test
  void versionsAndAliasesAreThereAfterAKill() {
    assertThat(VersionScenariosTest.answer(cloud, "released", "old"))
        .isEqualTo("old one 1 released:old");
    assertThat(VersionScenariosTest.answer(cloud, "released", "live"))
        .isEqualTo("new two 2 released:live");
    assertThat(VersionScenariosTest.answer(cloud, "released", "1"))
        .isEqualTo("old one 1 released:1");
  }

  @Test
  void aFunctionThatWasStillPendingBecomesActive() {
    cloud.awaitActive("pending");

    assertThat(cloud.invoke("pending", "{}").payload().asUtf8String()).isEqualTo("1");
  }

  @Test
  void platformTimeStaysAdvanced() {
    assertThat(second.now()).isAfter(before);
    assertThat(second.page("clock", null, null).body()).contains("\"offset\":\"PT48H\"");
    // Signatures go by wall time, which nobody moved.
    assertThat(cloud.sts.getCallerIdentity().account()).isEqualTo("000000000000");
  }
}
