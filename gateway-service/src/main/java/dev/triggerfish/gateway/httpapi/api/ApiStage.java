package dev.triggerfish.gateway.httpapi.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an API is served: at the root of its host ({@code $default}) or below {@code /name}.
 *
 * @param deploymentId what it serves; null as long as it serves nothing
 * @param autoDeploy whether each change of the API is deployed to it
 * @param variables handed to functions
 * @param lastDeployment what became of the last automatic deployment; null if there was none
 * @param createdAt platform time, milliseconds
 * @param updatedAt platform time, milliseconds
 * @param managed whether it was made by quick create
 */
public record ApiStage(
    String name,
    @Nullable String deploymentId,
    boolean autoDeploy,
    @Nullable String description,
    Map<String, String> variables,
    Map<String, String> tags,
    @Nullable String lastDeployment,
    long createdAt,
    long updatedAt,
    boolean managed) {

  public static final String DEFAULT = "$default";

  public ApiStage withTags(Map<String, String> changed) {
    return new ApiStage(
        name,
        deploymentId,
        autoDeploy,
        description,
        variables,
        changed,
        lastDeployment,
        createdAt,
        updatedAt,
        managed);
  }

  public ApiStage deployed(String id, long now) {
    return new ApiStage(
        name,
        id,
        autoDeploy,
        description,
        variables,
        tags,
        autoDeploy ? "Successfully deployed stage with deployment ID '" + id + "'" : lastDeployment,
        createdAt,
        now,
        managed);
  }
}
