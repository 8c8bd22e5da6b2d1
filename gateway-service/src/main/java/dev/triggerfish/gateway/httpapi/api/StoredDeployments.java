package dev.triggerfish.gateway.httpapi.api;

import dev.triggerfish.gateway.httpapi.api.DeployedApi.DeployedStage;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** Reads what APIs serve. */
final class StoredDeployments implements DeployedApis {

  private final HttpApiStore store;

  StoredDeployments(HttpApiStore store) {
    this.store = store;
  }

  @Override
  public @Nullable DeployedApi find(String apiId) {
    return store.database().transactions().execute(_ -> read(apiId));
  }

  private @Nullable DeployedApi read(String apiId) {
    var api = store.find(apiId);
    if (api == null) {
      return null;
    }
    var stages = new HashMap<String, DeployedStage>();
    for (var stage : api.stages().values()) {
      var id = stage.deploymentId();
      var deployment = id == null ? null : store.deployment(apiId, id);
      if (deployment != null) {
        stages.put(
            stage.name(),
            new DeployedStage(stage.name(), stage.variables(), deployment.snapshot()));
      }
    }
    return new DeployedApi(api.accountId(), api.region(), apiId, stages);
  }
}
