package dev.triggerfish.gateway.httpapi.api;

import java.util.Map;

/**
 * What of an API answers calls.
 *
 * @param stages those that serve a deployment, by name; {@code $default} is the root's
 */
public record DeployedApi(
    String accountId, String region, String apiId, Map<String, DeployedStage> stages) {

  /**
   * A stage with what it serves.
   *
   * @param variables handed to functions
   */
  public record DeployedStage(
      String name, Map<String, String> variables, DeployedContent snapshot) {}
}
