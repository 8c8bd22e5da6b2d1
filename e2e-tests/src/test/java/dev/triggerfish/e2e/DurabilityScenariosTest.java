package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** What was acknowledged survives {@code kill -9}. */
class DurabilityScenariosTest {

  @TempDir private Path folder;

  @Test
  void everyAcknowledgedChangeIsThereAfterAKill() {
    try (var first = AllInOne.start(folder)) {
      var cloud = new Cloud(first.endpoint(), Cloud.ROOT);
      cloud.function(
          "survivor",
          Runtime.PYTHON3_12,
          "index.handler",
          Functions.python("def handler(e, c): return 'old'"));
      cloud.update("survivor", Functions.python("def handler(e, c): return 'new'"));
      cloud.iam.createUser(r -> r.userName("last-words"));
      first.process().kill();
    }
    try (var second = AllInOne.start(folder)) {
      var cloud = new Cloud(second.endpoint(), Cloud.ROOT);

      assertThat(cloud.iam.getUser(r -> r.userName("last-words")).user().arn())
          .isEqualTo("arn:aws:iam::000000000000:user/last-words");
      assertThat(cloud.invoke("survivor", "{}").payload().asUtf8String()).isEqualTo("\"new\"");
    }
  }

  @Test
  void everyAcknowledgedEventRunsAfterAKill() {
    var events = 6;
    try (var first = AllInOne.start(folder)) {
      var cloud = new Cloud(first.endpoint(), Cloud.ROOT);
      // So slow that none has run when the process is killed.
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
      for (var i = 0; i < events; i++) {
        var payload = SdkBytes.fromUtf8String("\"event-" + i + "\"");
        cloud.lambda.invoke(
            r -> r.functionName("patient").invocationType(InvocationType.EVENT).payload(payload));
      }
      first.process().kill();
    }
    try (var second = AllInOne.start(folder)) {
      var cloud = new Cloud(second.endpoint(), Cloud.ROOT);

      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () ->
                  cloud.log("patient", "GOT").stream()
                          .map(line -> line.message().strip())
                          .distinct()
                          .count()
                      == events);
    }
  }

  @Test
  void versionsAndAliasesAreThereAfterAKill() {
    try (var first = AllInOne.start(folder)) {
      var cloud = new Cloud(first.endpoint(), Cloud.ROOT);
      VersionScenariosTest.twoVersions(cloud, "released");
      cloud.lambda.createAlias(
          r ->
              r.functionName("released")
                  .name("live")
                  .functionVersion("1")
                  .routingConfig(c -> c.additionalVersionWeights(Map.of("2", 1.0))));
      cloud.lambda.createAlias(r -> r.functionName("released").name("old").functionVersion("1"));
      cloud.update("released", VersionScenariosTest.code("newest"));
      first.process().kill();
    }
    try (var second = AllInOne.start(folder)) {
      var cloud = new Cloud(second.endpoint(), Cloud.ROOT);

      assertThat(VersionScenariosTest.answer(cloud, "released", "old"))
          .isEqualTo("old one 1 released:old");
      assertThat(VersionScenariosTest.answer(cloud, "released", "live"))
          .isEqualTo("new two 2 released:live");
      assertThat(VersionScenariosTest.answer(cloud, "released", "1"))
          .isEqualTo("old one 1 released:1");
    }
  }

  @Test
  void aFunctionThatWasStillPendingBecomesActive() {
    try (var first = AllInOne.start(folder)) {
      var cloud = new Cloud(first.endpoint(), Cloud.ROOT);
      var role = cloud.role("pending");
      cloud.lambda.createFunction(
          r ->
              r.functionName("pending")
                  .runtime(Runtime.PYTHON3_12)
                  .handler("index.handler")
                  .role(role)
                  .code(c -> c.zipFile(Functions.python("def handler(e, c): return 1"))));
      first.process().kill();
    }
    try (var second = AllInOne.start(folder)) {
      var cloud = new Cloud(second.endpoint(), Cloud.ROOT);
      cloud.awaitActive("pending");

      assertThat(cloud.invoke("pending", "{}").payload().asUtf8String()).isEqualTo("1");
    }
  }

  @Test
  void platformTimeStaysAdvanced() {
    Instant before;
    try (var first = AllInOne.start(folder)) {
      first.advance(Duration.ofDays(2));
      before = first.now();
      first.process().kill();
    }
    try (var second = AllInOne.start(folder)) {
      assertThat(second.now()).isAfter(before);
      assertThat(second.page("clock", null, null).body()).contains("\"offset\":\"PT48H\"");
      // Signatures go by wall time, which nobody moved.
      var cloud = new Cloud(second.endpoint(), Cloud.ROOT);
      assertThat(cloud.sts.getCallerIdentity().account()).isEqualTo("000000000000");
    }
  }
}
