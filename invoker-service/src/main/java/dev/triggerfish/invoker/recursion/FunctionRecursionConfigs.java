package dev.triggerfish.invoker.recursion;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import software.amazon.awssdk.services.lambda.model.GetFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRecursionConfigResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionRecursionConfigResponse;
import software.amazon.awssdk.services.lambda.model.RecursiveLoop;

/**
 * Sets and shows whether a function is stopped that goes round in circles.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionRecursionConfig.html">
 *     PutFunctionRecursionConfig</a>
 */
final class FunctionRecursionConfigs implements OperationGroup {

  private final RecursionSettings settings;
  private final FunctionCatalog functions;

  FunctionRecursionConfigs(RecursionSettings settings, FunctionCatalog functions) {
    this.settings = settings;
    this.functions = functions;
  }

  @AwsOperation(
      action = "lambda:PutFunctionRecursionConfig",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "RecursiveLoop"})
  PutFunctionRecursionConfigResponse putFunctionRecursionConfig(
      PutFunctionRecursionConfigRequest request, Caller caller) {
    var function = named(request.functionName(), caller);
    if (!settings.allow(function, request.recursiveLoop() == RecursiveLoop.ALLOW)) {
      throw FunctionErrors.notFound(function, null);
    }
    return PutFunctionRecursionConfigResponse.builder()
        .recursiveLoop(request.recursiveLoop())
        .build();
  }

  @AwsOperation(
      action = "lambda:GetFunctionRecursionConfig",
      resource = "function:{FunctionName}",
      acts = {"FunctionName"})
  GetFunctionRecursionConfigResponse getFunctionRecursionConfig(
      GetFunctionRecursionConfigRequest request, Caller caller) {
    var allowed = settings.isAllowed(named(request.functionName(), caller));
    return GetFunctionRecursionConfigResponse.builder()
        .recursiveLoop(allowed ? RecursiveLoop.ALLOW : RecursiveLoop.TERMINATE)
        .build();
  }

  private FunctionKey named(String text, Caller caller) {
    var name = FunctionName.addressed(text, null, caller);
    var function = FunctionKey.of(name);
    if (name.qualifier() != null) {
      throw FunctionErrors.functionsOnly();
    }
    if (!functions.exists(name)) {
      throw FunctionErrors.notFound(function, null);
    }
    return function;
  }
}
