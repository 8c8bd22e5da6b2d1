package dev.triggerfish.gateway.httpapi.api;

import org.jspecify.annotations.Nullable;

/**
 * Which requests go to which integration.
 *
 * @param routeKey {@code GET /pets/{id}}, {@code ANY /{proxy+}} or {@code $default}
 * @param target {@code integrations/} and an integration's id; null if there is none yet
 * @param authorizationType {@code NONE} or {@code AWS_IAM}
 * @param operationName the owner's label
 * @param managed whether it was made by quick create
 */
public record ApiRoute(
    String routeId,
    String routeKey,
    @Nullable String target,
    String authorizationType,
    @Nullable String operationName,
    boolean managed) {

  private static final String INTEGRATIONS = "integrations/";

  public static String target(String integrationId) {
    return INTEGRATIONS + integrationId;
  }

  /** Id of the integration that a target names, or null if it names none. */
  public static @Nullable String integrationId(@Nullable String target) {
    return target != null && target.startsWith(INTEGRATIONS)
        ? target.substring(INTEGRATIONS.length())
        : null;
  }
}
