package dev.triggerfish.gateway.httpapi.api;

import dev.triggerfish.gateway.integration.FunctionUri;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of an API a deployment holds.
 *
 * @param endpointDisabled whether calls at the API's own host are refused
 * @param routes those that have an integration
 */
public record DeployedContent(
    @Nullable CorsSettings cors, boolean endpointDisabled, List<DeployedRoute> routes) {

  /**
   * A route with its integration.
   *
   * @param routeKey see {@link RouteKey}
   * @param signed whether callers have to sign, and need a permission
   * @param integrationUri see {@link FunctionUri}; may name stage variables
   * @param payloadFormatVersion {@code 1.0} or {@code 2.0}
   * @param timeoutMillis 50 to 30,000
   */
  public record DeployedRoute(
      String routeKey,
      boolean signed,
      String integrationUri,
      String payloadFormatVersion,
      int timeoutMillis) {}

  public static DeployedContent of(HttpApi api) {
    return new DeployedContent(
        api.settings().cors(),
        api.settings().endpointDisabled(),
        api.routes().values().stream().flatMap(route -> deployed(api, route)).toList());
  }

  private static Stream<DeployedRoute> deployed(HttpApi api, ApiRoute route) {
    var id = ApiRoute.integrationId(route.target());
    return Stream.ofNullable(id)
        .map(api.integrations()::get)
        .filter(Objects::nonNull)
        .map(
            integration ->
                new DeployedRoute(
                    route.routeKey(),
                    route.authorizationType().equals(RouteRules.SIGNED),
                    integration.uri(),
                    integration.payloadFormatVersion(),
                    integration.timeoutMillis()));
  }
}
