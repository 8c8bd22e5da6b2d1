package dev.triggerfish.invoker.layer;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.invoker.functionconfig.FunctionLayers;
import dev.triggerfish.invoker.functionconfig.LayerReference;
import java.util.Map;

/** Gives functions the layers that their callers may use. */
final class LayersForFunctions implements FunctionLayers {

  private final LayerStore store;
  private final Authorizer authorizer;

  LayersForFunctions(LayerStore store, Authorizer authorizer) {
    this.store = store;
    this.authorizer = authorizer;
  }

  @Override
  public LayerReference require(String layerVersionArn, Caller caller) {
    // First: whether another account has such a layer is nobody's business.
    authorizer.require(caller, "lambda:GetLayerVersion", layerVersionArn, Map.of());
    var key = LayerKey.Version.of(layerVersionArn);
    var version = key == null ? null : store.find(key);
    if (version == null) {
      throw LayerErrors.invalid("Layer version " + layerVersionArn + " does not exist.");
    }
    var content = version.content();
    return new LayerReference(
        layerVersionArn, content.sha256(), content.size(), content.unzippedSize());
  }
}
