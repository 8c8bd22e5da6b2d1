package dev.triggerfish.invoker.layer;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnResponse;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionResponse;

/**
 * Shows a version of a layer, with a link to its content.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersion.html">
 *     GetLayerVersion</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersionByArn.html">
 *     GetLayerVersionByArn</a>
 */
final class GetLayerVersion implements OperationGroup {

  private final LayerStore store;
  private final LayerReplies replies;

  GetLayerVersion(LayerStore store, LayerReplies replies) {
    this.store = store;
    this.replies = replies;
  }

  @AwsOperation(
      action = "lambda:GetLayerVersion",
      resource = "layer:{LayerName}:{VersionNumber}",
      acts = {"LayerName", "VersionNumber"})
  GetLayerVersionResponse getLayerVersion(GetLayerVersionRequest request, Caller caller) {
    var key = LayerKey.Version.of(request.layerName(), request.versionNumber(), caller);
    return replies.shown(require(key));
  }

  @AwsOperation(action = "lambda:GetLayerVersion", resource = "{Arn}", acts = "Arn")
  GetLayerVersionByArnResponse getLayerVersionByArn(
      GetLayerVersionByArnRequest request, Caller caller) {
    var key = LayerKey.Version.of(request.arn());
    var here = key != null && key.layer().region().equals(caller.region());
    return replies.shownByArn(require(here ? key : null));
  }

  private LayerVersion require(LayerKey.@Nullable Version key) {
    var version = key == null ? null : store.find(key);
    if (version == null) {
      throw LayerErrors.nothingThere();
    }
    return version;
  }
}
