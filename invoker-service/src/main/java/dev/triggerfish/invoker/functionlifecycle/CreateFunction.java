package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.authorization.Authorizer;
import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.code.CodeIntake;
import dev.triggerfish.invoker.code.CodeSource;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.function.Members;
import dev.triggerfish.invoker.functionconfig.CodeSettings;
import dev.triggerfish.invoker.functionconfig.FunctionSettings;
import dev.triggerfish.invoker.functionconfig.LayerRules;
import dev.triggerfish.invoker.functionconfig.RoleRules;
import dev.triggerfish.invoker.functionconfig.SettingsChange;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/**
 * Creates a function from a zip in the request or in S3.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">
 *     CreateFunction</a>
 */
final class CreateFunction implements OperationGroup {

  private static final int LONGEST_NAME = 64;

  private final Functions functions;
  private final CodeIntake codes;
  private final RoleRules roles;
  private final LayerRules layers;
  private final Authorizer authorizer;
  private final PlatformClock clock;

  CreateFunction(
      Functions functions,
      CodeIntake codes,
      RoleRules roles,
      LayerRules layers,
      Authorizer authorizer,
      PlatformClock clock) {
    this.functions = functions;
    this.codes = codes;
    this.roles = roles;
    this.layers = layers;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  @AwsOperation(
      action = "lambda:CreateFunction",
      resource = "function:{FunctionName}",
      acts = {
        "FunctionName",
        "Runtime",
        "Role",
        "Handler",
        "Code",
        "Timeout",
        "MemorySize",
        "Environment",
        "EphemeralStorage",
        "LoggingConfig",
        "Tags",
        "PackageType",
        "SnapStart",
        "Publish",
        "Layers",
        "DeadLetterConfig"
      },
      stored = {"Description", "Architectures", "KMSKeyArn", "TracingConfig"},
      refused = {
        "PackageType=Image",
        "VpcConfig",
        "FileSystemConfigs",
        "SnapStart.ApplyOn=PublishedVersions",
        "LoggingConfig.LogFormat=JSON",
        "ImageConfig",
        "CodeSigningConfigArn",
        "CapacityProviderConfig",
        "PublishTo",
        "DurableConfig",
        "TenancyConfig",
        "Code.S3ObjectVersion",
        "Code.ImageUri",
        "Code.SourceKMSKeyArn"
      })
  CreateFunctionResponse createFunction(CreateFunctionRequest request, Caller caller) {
    var key = FunctionKey.of(name(request, caller));
    var settings = settings(request).withLayers(layers.require(request.layers(), caller));
    roles.requirePassable(caller, settings.role(), key);
    checkTags(request.tags(), key, caller);
    functions.requireAbsent(key);
    try (var code = codes.stage(source(request), caller)) {
      LayerRules.checkSize(code.unzippedSize(), settings.layers());
      roles.requireAssumable(settings.role(), key);
      roles.requirePublishing(settings, key);
      code.keep();
      var architectures =
          request.hasArchitectures() ? request.architecturesAsStrings() : List.of("x86_64");
      var function =
          StoredFunction.created(
              key,
              clock.now(),
              new CodeSettings(code.sha256(), code.size(), architectures),
              settings);
      var published = Boolean.TRUE.equals(request.publish()) ? function.published(1, null) : null;
      functions.create(function, published, request.tags());
      // The version, but by the function's ARN: so does AWS.
      var shown = published == null ? function : published;
      return Members.copy(
              FunctionReplies.configuration(shown, null), CreateFunctionResponse.builder())
          .build();
    }
  }

  private static FunctionName name(CreateFunctionRequest request, Caller caller) {
    var name = FunctionName.addressed(request.functionName(), null, caller);
    if (name.name().length() > LONGEST_NAME) {
      throw FunctionErrors.invalid(
          "1 validation error detected: Value '"
              + request.functionName()
              + "' at 'functionName' failed to satisfy constraint: Member must have length less"
              + " than or equal to "
              + LONGEST_NAME);
    }
    if (name.qualifier() != null && !name.qualifier().equals(FunctionVersion.LATEST)) {
      throw FunctionErrors.notSimulated("FunctionName with a qualifier");
    }
    return name;
  }

  private static CodeSource source(CreateFunctionRequest request) {
    var code = request.code();
    return CodeSource.of(code.zipFile(), code.s3Bucket(), code.s3Key());
  }

  private static FunctionSettings settings(CreateFunctionRequest request) {
    if (request.runtimeAsString() == null || request.handler() == null) {
      throw FunctionErrors.invalid(
          "Runtime and Handler are mandatory parameters for functions created with deployment"
              + " packages.");
    }
    var change = Members.copy(request, UpdateFunctionConfigurationRequest.builder()).build();
    return SettingsChange.apply(change, SettingsChange.DEFAULTS);
  }

  private void checkTags(Map<String, String> tags, FunctionKey key, Caller caller) {
    if (tags.isEmpty()) {
      return;
    }
    FunctionTags.requireFew(tags);
    authorizer.require(caller, "lambda:TagResource", key.arn(null), FunctionResources.tags(tags));
  }
}
