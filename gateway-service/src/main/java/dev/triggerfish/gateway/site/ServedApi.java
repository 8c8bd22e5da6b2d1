package dev.triggerfish.gateway.site;

import dev.triggerfish.aws.proxyevent.CorsPolicy;
import dev.triggerfish.aws.proxyevent.ProxyFront;
import dev.triggerfish.gateway.httpapi.api.CorsSettings;
import dev.triggerfish.gateway.httpapi.api.DeployedApi;
import dev.triggerfish.gateway.httpapi.api.DeployedApi.DeployedStage;
import dev.triggerfish.gateway.httpapi.api.DeployedContent.DeployedRoute;
import dev.triggerfish.gateway.integration.FunctionUri;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An API ready to answer. Not changed once built.
 *
 * @param stages by name
 */
record ServedApi(String accountId, String region, String apiId, Map<String, ServedStage> stages) {

  /**
   * A stage ready to answer.
   *
   * @param variables handed to functions
   * @param endpointDisabled whether calls at the API's own host are refused
   * @param cors null if functions answer for it themselves
   */
  record ServedStage(
      String name,
      Map<String, String> variables,
      boolean endpointDisabled,
      @Nullable CorsPolicy cors,
      RouteTree<FunctionCall> routes) {}

  /**
   * What a route does.
   *
   * @param signed whether callers have to sign, and need a permission
   * @param target null if the integration names no function with the stage's variables
   * @param payloadFormatVersion {@code 1.0} or {@code 2.0}
   * @param timeoutMillis 50 to 30,000
   */
  record FunctionCall(
      String routeKey,
      boolean signed,
      @Nullable FunctionUri target,
      String payloadFormatVersion,
      int timeoutMillis) {}

  static ServedApi of(DeployedApi api) {
    return new ServedApi(
        api.accountId(),
        api.region(),
        api.apiId(),
        api.stages().values().stream()
            .collect(Collectors.toUnmodifiableMap(DeployedStage::name, ServedApi::stage)));
  }

  private static ServedStage stage(DeployedStage stage) {
    var snapshot = stage.snapshot();
    var routes =
        snapshot.routes().stream()
            .map(route -> new RouteTree.Entry<>(route.routeKey(), call(route, stage.variables())))
            .toList();
    return new ServedStage(
        stage.name(),
        stage.variables(),
        snapshot.endpointDisabled(),
        cors(snapshot.cors()),
        new RouteTree<>(routes));
  }

  private static FunctionCall call(DeployedRoute route, Map<String, String> variables) {
    return new FunctionCall(
        route.routeKey(),
        route.signed(),
        FunctionUri.parse(FunctionUri.resolve(route.integrationUri(), variables)),
        route.payloadFormatVersion(),
        route.timeoutMillis());
  }

  private static @Nullable CorsPolicy cors(@Nullable CorsSettings settings) {
    return settings == null
        ? null
        : new CorsPolicy(
            ProxyFront.HTTP_API,
            settings.allowOrigins(),
            settings.allowMethods(),
            settings.allowHeaders(),
            settings.exposeHeaders(),
            settings.maxAge(),
            Boolean.TRUE.equals(settings.allowCredentials()));
  }
}
