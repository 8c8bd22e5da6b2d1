package dev.triggerfish.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Functions find what layers hold. */
@OnSharedPlatforms
class LayerScenariosTest {

  private static final String OTHER = "444455556666";

  @Parameter private PlatformKind kind;

  private Cloud root() {
    return new Cloud(kind.running().endpoint(), Cloud.ROOT);
  }

  private static String publish(Cloud cloud, String name, Map<String, String> files) {
    return cloud
        .lambda
        .publishLayerVersion(r -> r.layerName(name).content(c -> c.zipFile(Functions.zip(files))))
        .layerVersionArn();
  }

  private static void function(
      Cloud cloud, String name, Runtime runtime, SdkBytes zip, List<String> layers) {
    var role = cloud.role(name);
    cloud.lambda.createFunction(
        r ->
            r.functionName(name)
                .runtime(runtime)
                .handler("index.handler")
                .role(role)
                .timeout(30)
                .layers(layers)
                .code(c -> c.zipFile(zip)));
    cloud.awaitActive(name);
  }

  private static void layers(Cloud cloud, String function, List<String> layers) {
    cloud.lambda.updateFunctionConfiguration(r -> r.functionName(function).layers(layers));
    cloud.awaitUpdated(function);
  }

  private static String answer(Cloud cloud, String function) {
    return cloud.invoke(function, "{}").payload().asUtf8String();
  }

  @Test
  void aFunctionImportsModulesOfItsLayersAndTheLastLayerWins() {
    var cloud = root();
    var first =
        publish(
            cloud,
            "order-first",
            Map.of("python/who.py", "NAME = 'first'", "python/only_first.py", "HERE = True"));
    var second = publish(cloud, "order-second", Map.of("python/who.py", "NAME = 'second'"));
    var code =
        Functions.python(
            "import who, only_first\ndef handler(e, c): return [who.NAME, only_first.HERE]");
    function(cloud, "order", Runtime.PYTHON3_12, code, List.of(first, second));
    assertThat(answer(cloud, "order")).isEqualTo("[\"second\", true]");

    layers(cloud, "order", List.of(second, first));
    assertThat(answer(cloud, "order")).isEqualTo("[\"first\", true]");

    layers(cloud, "order", List.of(second));
    assertThat(answer(cloud, "order")).contains("No module named 'only_first'");
  }

  @Test
  void nodeFindsPackagesOfItsLayers() {
    var cloud = root();
    var layer =
        publish(
            cloud,
            "for-node",
            Map.of("nodejs/node_modules/shared/index.js", "exports.name = 'of a layer'"));
    var code =
        Functions.zip(
            Map.of(
                "index.js", "const s = require('shared'); exports.handler = async () => s.name"));
    function(cloud, "node-layered", Runtime.NODEJS22_X, code, List.of(layer));

    assertThat(answer(cloud, "node-layered")).isEqualTo("\"of a layer\"");
  }

  @Test
  void aFunctionKeepsALayerThatWasDeleted() {
    var cloud = root();
    var layer = publish(cloud, "short-lived", Map.of("python/kept.py", "VALUE = 'kept'"));
    var code = Functions.python("import kept\ndef handler(e, c): return kept.VALUE");
    function(cloud, "keeper", Runtime.PYTHON3_12, code, List.of(layer));

    cloud.lambda.deleteLayerVersion(r -> r.layerName("short-lived").versionNumber(1L));
    // Another environment, made after the layer has gone.
    cloud.lambda.updateFunctionConfiguration(r -> r.functionName("keeper").memorySize(256));
    cloud.awaitUpdated("keeper");

    assertThat(answer(cloud, "keeper")).isEqualTo("\"kept\"");
    assertThat(cloud.lambda.getFunctionConfiguration(r -> r.functionName("keeper")).layers())
        .singleElement()
        .satisfies(shown -> assertThat(shown.arn()).isEqualTo(layer));
    assertThatThrownBy(() -> layers(cloud, "keeper", List.of(layer)))
        .hasMessageContaining("Layer version " + layer + " does not exist.");
  }

  @Test
  void anotherAccountsLayerIsUsedOnlyWithItsPermission() {
    var cloud = root();
    var layer =
        publish(
            cloud.as(AwsBasicCredentials.create(OTHER, "test")),
            "lent",
            Map.of("python/lent.py", "VALUE = 'lent'"));
    var code = Functions.python("import lent\ndef handler(e, c): return lent.VALUE");
    function(cloud, "borrower", Runtime.PYTHON3_12, code, List.of());
    assertThatThrownBy(() -> layers(cloud, "borrower", List.of(layer)))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo(
                      "User: arn:aws:iam::000000000000:root is not authorized to perform:"
                          + " lambda:GetLayerVersion on resource: "
                          + layer
                          + " because no resource-based policy allows the lambda:GetLayerVersion"
                          + " action");
            });

    cloud
        .as(AwsBasicCredentials.create(OTHER, "test"))
        .lambda
        .addLayerVersionPermission(
            r ->
                r.layerName("lent")
                    .versionNumber(1L)
                    .statementId("lend")
                    .action("lambda:GetLayerVersion")
                    .principal("000000000000"));
    layers(cloud, "borrower", List.of(layer));

    assertThat(answer(cloud, "borrower")).isEqualTo("\"lent\"");
    assertThat(cloud.lambda.getLayerVersionByArn(r -> r.arn(layer)).version()).isEqualTo(1);
  }
}
