package dev.triggerfish.invoker.layer;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import software.amazon.awssdk.services.lambda.model.DeleteLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteLayerVersionResponse;

/**
 * Deletes a version of a layer; functions that have it keep it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_DeleteLayerVersion.html">
 *     DeleteLayerVersion</a>
 */
final class DeleteLayerVersion implements OperationGroup {

  private final LayerStore store;
  private final LayerPolicies policies;

  DeleteLayerVersion(LayerStore store, LayerPolicies policies) {
    this.store = store;
    this.policies = policies;
  }

  @AwsOperation(
      action = "lambda:DeleteLayerVersion",
      resource = "layer:{LayerName}:{VersionNumber}",
      acts = {"LayerName", "VersionNumber"})
  DeleteLayerVersionResponse deleteLayerVersion(DeleteLayerVersionRequest request, Caller caller) {
    var version = LayerKey.Version.of(request.layerName(), request.versionNumber(), caller);
    store.delete(version);
    policies.forget(version);
    return DeleteLayerVersionResponse.builder().build();
  }
}
