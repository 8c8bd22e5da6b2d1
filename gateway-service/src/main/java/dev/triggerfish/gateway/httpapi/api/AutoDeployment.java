package dev.triggerfish.gateway.httpapi.api;

import dev.triggerfish.aws.clock.PlatformClock;
import org.jspecify.annotations.Nullable;

/**
 * Deploys changes to the <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html">stages</a>
 * that want them at once. Of automatic deployments only those that a stage serves are kept.
 */
public final class AutoDeployment {

  private final HttpApiStore store;
  private final PlatformClock clock;

  AutoDeployment(HttpApiStore store, PlatformClock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * The changed API with its stages up to date, and their deployments stored.
   *
   * @param before null if the API is new
   */
  public HttpApi deploy(@Nullable HttpApi before, HttpApi after) {
    var snapshot = DeployedContent.of(after);
    var changed = before == null || !snapshot.equals(DeployedContent.of(before));
    var api = after;
    for (var stage : after.stages().values()) {
      if (stage.autoDeploy() && (changed || !deployedAutomatically(before, stage))) {
        var deployment = newDeployment(after.apiId(), snapshot, null, true);
        api = api.with(stage.deployed(deployment.deploymentId(), clock.millis()));
      }
    }
    if (before != null) {
      forget(before, api);
    }
    return api;
  }

  /** Stores a deployment of a snapshot. */
  public ApiDeployment newDeployment(
      String apiId, DeployedContent snapshot, @Nullable String description, boolean automatic) {
    var id = ApiIds.next(ApiIds.DEPLOYMENT, taken -> store.deployment(apiId, taken) != null);
    var deployment = new ApiDeployment(id, clock.millis(), description, automatic, snapshot);
    store.insert(apiId, deployment);
    return deployment;
  }

  private static boolean deployedAutomatically(@Nullable HttpApi before, ApiStage stage) {
    var previous = before == null ? null : before.stages().get(stage.name());
    return previous != null && previous.autoDeploy();
  }

  private void forget(HttpApi before, HttpApi after) {
    for (var stage : before.stages().values()) {
      var id = stage.deploymentId();
      if (id == null || isServed(id, after)) {
        continue;
      }
      var deployment = store.deployment(after.apiId(), id);
      if (deployment != null && deployment.autoDeployed()) {
        store.deleteDeployment(after.apiId(), id);
      }
    }
  }

  private static boolean isServed(String deploymentId, HttpApi api) {
    return api.stages().values().stream()
        .anyMatch(stage -> deploymentId.equals(stage.deploymentId()));
  }
}
