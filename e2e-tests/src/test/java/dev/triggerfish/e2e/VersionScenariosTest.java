package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Versions and aliases as a team releases with them. */
@OnSharedPlatforms
class VersionScenariosTest {

  @Parameter private PlatformKind kind;

  private Cloud cloud() {
    return new Cloud(kind.running().endpoint(), Cloud.ROOT);
  }

  /** Says which code it is, its stage, its version, and the ARN by which it was invoked. */
  static SdkBytes code(String name) {
    return Functions.python(
        """
        import os
        def handler(event, context):
            return " ".join(["%s", os.environ.get("STAGE", "none"), context.function_version,
                             context.invoked_function_arn.split(":function:")[1]])
        """
            .formatted(name));
  }

  static InvokeResponse invoke(Cloud cloud, String function, @Nullable String qualifier) {
    return cloud.lambda.invoke(r -> r.functionName(function).qualifier(qualifier));
  }

  static String answer(Cloud cloud, String function, @Nullable String qualifier) {
    var response = invoke(cloud, function, qualifier);
    assertThat(response.functionError()).as(response.payload().asUtf8String()).isNull();
    return response.payload().asUtf8String().replace("\"", "");
  }

  private static void configure(Cloud cloud, String name, String stage) {
    cloud.lambda.updateFunctionConfiguration(
        r -> r.functionName(name).environment(e -> e.variables(Map.of("STAGE", stage))));
    cloud.awaitUpdated(name);
  }

  /** Version 1 is code "old" in stage "one", version 2 code "new" in stage "two". */
  static void twoVersions(Cloud cloud, String name) {
    cloud.function(name, Runtime.PYTHON3_12, "index.handler", code("old"));
    configure(cloud, name, "one");
    assertThat(cloud.lambda.publishVersion(r -> r.functionName(name)).version()).isEqualTo("1");
    cloud.update(name, code("new"));
    configure(cloud, name, "two");
    assertThat(cloud.lambda.publishVersion(r -> r.functionName(name)).version()).isEqualTo("2");
  }

  @Test
  void aPublishedVersionNeverChanges() {
    var cloud = cloud();
    twoVersions(cloud, "frozen");
    cloud.update("frozen", code("newest"));

    assertThat(answer(cloud, "frozen", "1")).isEqualTo("old one 1 frozen:1");
    assertThat(answer(cloud, "frozen", "2")).isEqualTo("new two 2 frozen:2");
    assertThat(answer(cloud, "frozen", "$LATEST")).isEqualTo("newest two $LATEST frozen:$LATEST");
    assertThat(invoke(cloud, "frozen", "1").executedVersion()).isEqualTo("1");
    assertThat(answer(cloud, "frozen:1", null)).isEqualTo("old one 1 frozen:1");
    assertThat(answer(cloud, "arn:aws:lambda:us-east-1:000000000000:function:frozen:2", null))
        .isEqualTo("new two 2 frozen:2");
    assertThatThrownBy(() -> invoke(cloud, "frozen", "3"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining(
            "Function not found: arn:aws:lambda:us-east-1:000000000000:function:frozen:3");
  }

  @Test
  void anAliasMovesWhenItIsMovedAndOnlyThen() {
    var cloud = cloud();
    twoVersions(cloud, "moved");
    cloud.lambda.createAlias(r -> r.functionName("moved").name("live").functionVersion("1"));
    assertThat(answer(cloud, "moved", "live")).isEqualTo("old one 1 moved:live");

    cloud.update("moved", code("newest"));
    assertThat(answer(cloud, "moved", "live")).isEqualTo("old one 1 moved:live");

    cloud.lambda.updateAlias(r -> r.functionName("moved").name("live").functionVersion("2"));
    assertThat(answer(cloud, "moved", "live")).isEqualTo("new two 2 moved:live");
    assertThat(invoke(cloud, "moved", "live").executedVersion()).isEqualTo("2");
    cloud.lambda.deleteAlias(r -> r.functionName("moved").name("live"));
    assertThatThrownBy(() -> invoke(cloud, "moved", "live"))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void anAliasSharesOutItsInvocations() throws Exception {
    var cloud = cloud();
    twoVersions(cloud, "two-versions-shared");
    cloud.lambda.createAlias(
        r ->
            r.functionName("two-versions-shared")
                .name("live")
                .functionVersion("1")
                .routingConfig(c -> c.additionalVersionWeights(Map.of("2", 0.5))));

    var counts = new HashMap<String, Integer>();
    try (var pool = Executors.newFixedThreadPool(4)) {
      var calls =
          pool.invokeAll(
              IntStream.range(0, 1000)
                  .<Callable<String>>mapToObj(i -> () -> shared(cloud))
                  .toList());
      for (var call : calls) {
        counts.merge(call.get(), 1, Integer::sum);
      }
    }

    // Six standard deviations from 500: a fair draw misses it once in 500 million runs.
    assertThat(counts).containsOnlyKeys("1", "2");
    assertThat(counts.get("1")).isBetween(405, 595);
  }

  private static String shared(Cloud cloud) {
    var response = invoke(cloud, "two-versions-shared", "live");
    assertThat(response.payload().asUtf8String())
        .endsWith(" " + response.executedVersion() + " two-versions-shared:live\"");
    return response.executedVersion();
  }

  @Test
  void aVersionThatIsInUseStaysAndAnotherGoes() {
    var cloud = cloud();
    twoVersions(cloud, "cleared");
    cloud.lambda.createAlias(r -> r.functionName("cleared").name("live").functionVersion("2"));
    answer(cloud, "cleared", "1");

    cloud.lambda.deleteFunction(r -> r.functionName("cleared").qualifier("1"));

    assertThatThrownBy(() -> invoke(cloud, "cleared", "1"))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(
            () -> cloud.lambda.deleteFunction(r -> r.functionName("cleared").qualifier("2")))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining(
            "Unable to delete version because the following aliases reference it: [live]");
    assertThat(answer(cloud, "cleared", "live")).isEqualTo("new two 2 cleared:live");
    assertThat(cloud.lambda.listVersionsByFunction(r -> r.functionName("cleared")).versions())
        .extracting(each -> each.version())
        .containsExactly("$LATEST", "2");
  }

  @Test
  void aVersionHasLogStreamsOfItsOwn() {
    var cloud = cloud();
    twoVersions(cloud, "streams");
    answer(cloud, "streams", "1");
    answer(cloud, "streams", "2");
    cloud.awaitLog("streams", "REPORT RequestId");

    var starts = cloud.awaitLog("streams", "Version: 1");

    assertThat(starts).allSatisfy(each -> assertThat(each.logStreamName()).contains("/[1]"));
  }
}
