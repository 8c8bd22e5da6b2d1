package dev.triggerfish.gateway.httpapi.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An API with all that its owner has configured; deployments are kept beside it. A value: each
 * change makes another.
 *
 * @param apiId ten characters, unique across accounts and regions
 * @param createdAt platform time, milliseconds
 * @param integrations by id
 * @param routes by id
 * @param stages by name
 */
public record HttpApi(
    String accountId,
    String region,
    String apiId,
    long createdAt,
    ApiSettings settings,
    Map<String, String> tags,
    Map<String, ApiIntegration> integrations,
    Map<String, ApiRoute> routes,
    Map<String, ApiStage> stages) {

  public HttpApi withSettings(ApiSettings changed) {
    return new HttpApi(
        accountId, region, apiId, createdAt, changed, tags, integrations, routes, stages);
  }

  public HttpApi withTags(Map<String, String> changed) {
    return new HttpApi(
        accountId, region, apiId, createdAt, settings, changed, integrations, routes, stages);
  }

  public HttpApi with(ApiIntegration integration) {
    return withIntegrations(with(integrations, integration.integrationId(), integration));
  }

  public HttpApi withoutIntegration(String integrationId) {
    return withIntegrations(with(integrations, integrationId, null));
  }

  private HttpApi withIntegrations(Map<String, ApiIntegration> changed) {
    return new HttpApi(
        accountId, region, apiId, createdAt, settings, tags, changed, routes, stages);
  }

  public HttpApi with(ApiRoute route) {
    return withRoutes(with(routes, route.routeId(), route));
  }

  public HttpApi withoutRoute(String routeId) {
    return withRoutes(with(routes, routeId, null));
  }

  private HttpApi withRoutes(Map<String, ApiRoute> changed) {
    return new HttpApi(
        accountId, region, apiId, createdAt, settings, tags, integrations, changed, stages);
  }

  public HttpApi with(ApiStage stage) {
    return withStages(with(stages, stage.name(), stage));
  }

  public HttpApi withoutStage(String name) {
    return withStages(with(stages, name, null));
  }

  private HttpApi withStages(Map<String, ApiStage> changed) {
    return new HttpApi(
        accountId, region, apiId, createdAt, settings, tags, integrations, routes, changed);
  }

  private static <V> Map<String, V> with(Map<String, V> all, String key, @Nullable V value) {
    var changed = new LinkedHashMap<>(all);
    if (value == null) {
      changed.remove(key);
    } else {
      changed.put(key, value);
    }
    return Collections.unmodifiableMap(changed);
  }
}
