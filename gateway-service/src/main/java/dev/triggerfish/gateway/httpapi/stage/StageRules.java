package dev.triggerfish.gateway.httpapi.stage;

import dev.triggerfish.gateway.httpapi.api.ApiErrors;
import dev.triggerfish.gateway.httpapi.api.ApiStage;
import dev.triggerfish.gateway.httpapi.api.SettingsRules;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;

/** What stages must keep to. */
final class StageRules {

  static final int MOST = 10;
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_DESCRIPTION = 1_024;
  private static final int MOST_VARIABLES = 100;
  private static final int LONGEST_VARIABLE_NAME = 64;
  private static final int LONGEST_VARIABLE = 512;

  private StageRules() {}

  /** The name, or an error if a stage cannot bear it. */
  static String checkedName(String name) {
    var plain = !name.isEmpty() && name.chars().allMatch(StageRules::inName);
    if (name.length() > LONGEST_NAME || !(plain || name.equals(ApiStage.DEFAULT))) {
      throw ApiErrors.badRequest("Stage name only allows a-zA-Z0-9_- or $default");
    }
    return name;
  }

  private static boolean inName(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '_'
        || character == '-';
  }

  /** A stage deploys by itself, or it serves what it is told. */
  static void checkDeploymentGiven(boolean autoDeploy, @Nullable String deploymentId) {
    if (autoDeploy && deploymentId != null) {
      throw ApiErrors.badRequest("DeploymentId cannot be set when AutoDeploy is enabled");
    }
  }

  /** Variables with those of a request in place of those of the same name. */
  static Map<String, String> changed(Map<String, String> variables, UpdateStageRequest request) {
    var changed = new LinkedHashMap<>(variables);
    changed.putAll(request.stageVariables());
    return changed;
  }

  static ApiStage checked(ApiStage stage) {
    SettingsRules.checkLength(stage.description(), "Description", LONGEST_DESCRIPTION);
    if (stage.variables().size() > MOST_VARIABLES) {
      throw ApiErrors.limitReached("stage variables");
    }
    stage
        .variables()
        .forEach(
            (name, value) -> {
              SettingsRules.checkLength(name, "Stage variable names", LONGEST_VARIABLE_NAME);
              SettingsRules.checkLength(value, "Stage variables", LONGEST_VARIABLE);
            });
    return stage;
  }
}
