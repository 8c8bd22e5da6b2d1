package dev.triggerfish.invoker.layer;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.code.CodeIntake;
import dev.triggerfish.invoker.code.CodeSource;
import dev.triggerfish.invoker.functionconfig.Runtimes;
import java.util.Objects;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;

/**
 * Makes a version of a layer from a zip in the request or in S3.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PublishLayerVersion.html">
 *     PublishLayerVersion</a>
 */
final class PublishLayerVersion implements OperationGroup {

  private final LayerStore store;
  private final CodeIntake codes;
  private final LayerReplies replies;
  private final PlatformClock clock;

  PublishLayerVersion(
      LayerStore store, CodeIntake codes, LayerReplies replies, PlatformClock clock) {
    this.store = store;
    this.codes = codes;
    this.replies = replies;
    this.clock = clock;
  }

  @AwsOperation(
      action = "lambda:PublishLayerVersion",
      resource = "layer:{LayerName}",
      acts = {"LayerName", "Content", "CompatibleRuntimes", "CompatibleArchitectures"},
      stored = {"Description", "LicenseInfo"},
      refused = "Content.S3ObjectVersion")
  PublishLayerVersionResponse publishLayerVersion(
      PublishLayerVersionRequest request, Caller caller) {
    var layer = LayerKey.of(request.layerName(), caller);
    Runtimes.checkCompatible(request.compatibleRuntimesAsStrings());
    var given = request.content();
    var source = CodeSource.of(given.zipFile(), given.s3Bucket(), given.s3Key());
    try (var code = codes.stage(source, caller)) {
      var unzippedSize = code.unzippedSize();
      code.keep();
      var content =
          new LayerVersion.Content(
              clock.now(),
              code.sha256(),
              code.size(),
              unzippedSize,
              Objects.requireNonNullElse(request.description(), ""),
              request.licenseInfo(),
              request.hasCompatibleRuntimes() ? request.compatibleRuntimesAsStrings() : null,
              request.hasCompatibleArchitectures()
                  ? request.compatibleArchitecturesAsStrings()
                  : null);
      return replies.published(store.publish(layer, content));
    }
  }
}
