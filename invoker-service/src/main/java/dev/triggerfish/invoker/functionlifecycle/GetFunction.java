package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.code.CodeLinks;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.Members;
import dev.triggerfish.invoker.function.ReservedConcurrency;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

/**
 * Shows a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html">GetFunction</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html">
 *     GetFunctionConfiguration</a>
 */
final class GetFunction implements OperationGroup {

  private final Functions functions;
  private final FunctionStore store;
  private final CodeLinks links;
  private final ReservedConcurrency reserved;

  GetFunction(
      Functions functions, FunctionStore store, CodeLinks links, ReservedConcurrency reserved) {
    this.functions = functions;
    this.store = store;
    this.links = links;
    this.reserved = reserved;
  }

  @AwsOperation(
      action = "lambda:GetFunction",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Qualifier"})
  GetFunctionResponse getFunction(GetFunctionRequest request, Caller caller) {
    var name = FunctionName.addressed(request.functionName(), request.qualifier(), caller);
    var function = functions.require(FunctionKey.of(name), name.qualifier());
    var tags = store.tags(function.key());
    var reply =
        GetFunctionResponse.builder()
            .configuration(FunctionReplies.configuration(function, name.qualifier()))
            .code(
                code -> code.repositoryType("S3").location(links.linkTo(function.code().sha256())));
    var executions = reserved.of(name.accountId(), name.region(), name.name());
    if (executions != null) {
      reply.concurrency(concurrency -> concurrency.reservedConcurrentExecutions(executions));
    }
    return (tags.isEmpty() ? reply : reply.tags(tags)).build();
  }

  @AwsOperation(
      action = "lambda:GetFunctionConfiguration",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Qualifier"})
  GetFunctionConfigurationResponse getFunctionConfiguration(
      GetFunctionConfigurationRequest request, Caller caller) {
    var name = FunctionName.addressed(request.functionName(), request.qualifier(), caller);
    var function = functions.require(FunctionKey.of(name), name.qualifier());
    return Members.copy(
            FunctionReplies.configuration(function, name.qualifier()),
            GetFunctionConfigurationResponse.builder())
        .build();
  }
}
