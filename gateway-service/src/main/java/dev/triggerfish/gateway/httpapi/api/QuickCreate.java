package dev.triggerfish.gateway.httpapi.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The integration, route and stage that come with an API whose creation names a target, see <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-examples.html">AWS</a>.
 */
final class QuickCreate {

  private QuickCreate() {}

  /** A new API with what comes with it. */
  static HttpApi of(HttpApi api, @Nullable String target, @Nullable String routeKey, long now) {
    if (target == null) {
      if (routeKey != null) {
        throw ApiErrors.badRequest("RouteKey is only supported together with Target");
      }
      return api;
    }
    var integration = integration(ApiIds.next(ApiIds.PART), target);
    var route =
        new ApiRoute(
            ApiIds.next(ApiIds.PART),
            RouteRules.checked(routeKey == null ? RouteKey.DEFAULT : routeKey),
            ApiRoute.target(integration.integrationId()),
            RouteRules.OPEN,
            null,
            true);
    var stage =
        new ApiStage(ApiStage.DEFAULT, null, true, null, Map.of(), Map.of(), null, now, now, true);
    return api.with(integration).with(route).with(stage);
  }

  /** An API with another target or route key for what came with it. */
  static HttpApi update(HttpApi api, @Nullable String target, @Nullable String routeKey) {
    var changed = api;
    if (target != null) {
      var managed =
          api.integrations().values().stream()
              .filter(ApiIntegration::managed)
              .findFirst()
              .orElseThrow(QuickCreate::notQuick);
      changed = changed.with(integration(managed.integrationId(), target));
    }
    if (routeKey != null) {
      var managed =
          api.routes().values().stream()
              .filter(ApiRoute::managed)
              .findFirst()
              .orElseThrow(QuickCreate::notQuick);
      var renamed =
          new ApiRoute(
              managed.routeId(),
              RouteRules.checked(routeKey),
              managed.target(),
              managed.authorizationType(),
              managed.operationName(),
              true);
      RouteRules.checkUnique(api, renamed);
      changed = changed.with(renamed);
    }
    return changed;
  }

  private static ApiIntegration integration(String id, String target) {
    return new ApiIntegration(
        id,
        IntegrationRules.checkedUri(target),
        null,
        null,
        "2.0",
        ApiIntegration.LONGEST_TIMEOUT_MILLIS,
        true);
  }

  private static RuntimeException notQuick() {
    return ApiErrors.badRequest(
        "Target and RouteKey can only be updated for APIs that were created with them");
  }
}
