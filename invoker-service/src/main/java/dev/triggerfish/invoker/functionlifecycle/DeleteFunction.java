package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionErrors;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionVersion;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;

/**
 * Deletes a function with all its versions and aliases, or one version.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html">
 *     DeleteFunction</a>
 */
final class DeleteFunction implements OperationGroup {

  private final Functions functions;

  DeleteFunction(Functions functions) {
    this.functions = functions;
  }

  @AwsOperation(
      action = "lambda:DeleteFunction",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Qualifier"})
  DeleteFunctionResponse deleteFunction(DeleteFunctionRequest request, Caller caller) {
    var name = FunctionName.addressed(request.functionName(), request.qualifier(), caller);
    var qualifier = name.qualifier();
    if (qualifier == null) {
      functions.delete(FunctionKey.of(name), null);
    } else if (qualifier.equals(FunctionVersion.LATEST)) {
      throw FunctionErrors.invalid(
          "$LATEST version cannot be deleted without deleting the function.");
    } else if (!FunctionVersion.isNumber(qualifier)) {
      throw FunctionErrors.invalid("Deletion of aliases is not currently supported.");
    } else {
      functions.deleteVersion(FunctionKey.of(name), qualifier);
    }
    return DeleteFunctionResponse.builder().statusCode(204).build();
  }
}
