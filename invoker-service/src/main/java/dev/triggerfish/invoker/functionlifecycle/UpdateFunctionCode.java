package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.code.CodeIntake;
import dev.triggerfish.invoker.code.CodeSource;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.Members;
import dev.triggerfish.invoker.functionconfig.CodeSettings;
import dev.triggerfish.invoker.functionconfig.LayerRules;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;

/**
 * Gives a function new code.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html">
 *     UpdateFunctionCode</a>
 */
final class UpdateFunctionCode implements OperationGroup {

  private final Functions functions;
  private final CodeIntake codes;
  private final PlatformClock clock;

  UpdateFunctionCode(Functions functions, CodeIntake codes, PlatformClock clock) {
    this.functions = functions;
    this.codes = codes;
    this.clock = clock;
  }

  @AwsOperation(
      action = "lambda:UpdateFunctionCode",
      resource = "function:{FunctionName}",
      acts = {
        "FunctionName",
        "ZipFile",
        "S3Bucket",
        "S3Key",
        "DryRun",
        "RevisionId",
        "Publish",
        // Answered with AWS's error, as there are no functions of images yet.
        "ImageUri"
      },
      stored = "Architectures",
      refused = {"S3ObjectVersion", "SourceKMSKeyArn", "PublishTo"})
  UpdateFunctionCodeResponse updateFunctionCode(UpdateFunctionCodeRequest request, Caller caller) {
    var name = FunctionName.addressed(request.functionName(), null, caller);
    if (request.imageUri() != null) {
      throw FunctionErrors.invalid(
          "Please don't provide ImageUri when updating a function with packageType Zip.");
    }
    var before = functions.requireUpdatable(name, request.revisionId());
    var source = CodeSource.of(request.zipFile(), request.s3Bucket(), request.s3Key());
    try (var code = codes.stage(source, caller)) {
      var architectures =
          request.hasArchitectures()
              ? request.architecturesAsStrings()
              : before.code().architectures();
      LayerRules.checkSize(code.unzippedSize(), before.settings().layers());
      var newCode = new CodeSettings(code.sha256(), code.size(), architectures);
      if (Boolean.TRUE.equals(request.dryRun())) {
        return reply(before.withCode(newCode), name.qualifier());
      }
      code.keep();
      var updated = before.updated(clock.now(), newCode, before.settings());
      if (Boolean.TRUE.equals(request.publish())) {
        var published = functions.updateAndPublish(before, updated);
        return reply(published, published.version());
      }
      functions.update(before, updated);
      return reply(updated, name.qualifier());
    }
  }

  private static UpdateFunctionCodeResponse reply(
      StoredFunction function, @Nullable String qualifier) {
    var configuration = FunctionReplies.configuration(function, qualifier);
    return Members.copy(configuration, UpdateFunctionCodeResponse.builder()).build();
  }
}
