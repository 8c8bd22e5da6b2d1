package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.code.CodeStore;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.Members;
import dev.triggerfish.invoker.functionconfig.LayerRules;
import dev.triggerfish.invoker.functionconfig.RoleRules;
import dev.triggerfish.invoker.functionconfig.SettingsChange;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/**
 * Changes how a function is run.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html">
 *     UpdateFunctionConfiguration</a>
 */
final class UpdateFunctionConfiguration implements OperationGroup {

  private final Functions functions;
  private final RoleRules roles;
  private final LayerRules layers;
  private final CodeStore codes;
  private final PlatformClock clock;

  UpdateFunctionConfiguration(
      Functions functions,
      RoleRules roles,
      LayerRules layers,
      CodeStore codes,
      PlatformClock clock) {
    this.functions = functions;
    this.roles = roles;
    this.layers = layers;
    this.codes = codes;
    this.clock = clock;
  }

  @AwsOperation(
      action = "lambda:UpdateFunctionConfiguration",
      resource = "function:{FunctionName}",
      acts = {
        "FunctionName",
        "Role",
        "Handler",
        "Timeout",
        "MemorySize",
        "Environment",
        "Runtime",
        "RevisionId",
        "EphemeralStorage",
        "LoggingConfig",
        "SnapStart",
        "Layers",
        "DeadLetterConfig"
      },
      stored = {"Description", "KMSKeyArn", "TracingConfig"},
      refused = {
        "VpcConfig",
        "FileSystemConfigs",
        "SnapStart.ApplyOn=PublishedVersions",
        "LoggingConfig.LogFormat=JSON",
        "ImageConfig",
        "CapacityProviderConfig",
        "DurableConfig"
      })
  UpdateFunctionConfigurationResponse updateFunctionConfiguration(
      UpdateFunctionConfigurationRequest request, Caller caller) {
    var name = FunctionName.addressed(request.functionName(), null, caller);
    var before = functions.requireUpdatable(name, request.revisionId());
    var settings = SettingsChange.apply(request, before.settings());
    if (request.hasLayers()) {
      settings = settings.withLayers(layers.require(request.layers(), caller));
      LayerRules.checkSize(codes.unzippedSize(before.code().sha256()), settings.layers());
    }
    if (request.role() != null) {
      roles.requirePassable(caller, request.role(), before.key());
      roles.requireAssumable(request.role(), before.key());
    }
    if (request.role() != null || request.deadLetterConfig() != null) {
      roles.requirePublishing(settings, before.key());
    }
    var updated = before.updated(clock.now(), before.code(), settings);
    functions.update(before, updated);
    var configuration = FunctionReplies.configuration(updated, name.qualifier());
    return Members.copy(configuration, UpdateFunctionConfigurationResponse.builder()).build();
  }
}
