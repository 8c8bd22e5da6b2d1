package dev.triggerfish.invoker.functionurl;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionUrlConfigRequest;

/**
 * Takes a URL away. Its address is never given again.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionUrlConfig.html">
 *     DeleteFunctionUrlConfig</a>
 */
final class DeleteFunctionUrlConfig implements OperationGroup {

  private final FunctionUrls urls;

  DeleteFunctionUrlConfig(FunctionUrls urls) {
    this.urls = urls;
  }

  @AwsOperation(
      action = "lambda:DeleteFunctionUrlConfig",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Qualifier"})
  void deleteFunctionUrlConfig(DeleteFunctionUrlConfigRequest request, Caller caller) {
    urls.delete(FunctionUrls.named(request.functionName(), request.qualifier(), caller));
  }
}
