package dev.triggerfish.invoker.permission;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionName;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;

/**
 * Takes a permission away.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_RemovePermission.html">
 *     RemovePermission</a>
 */
final class RemovePermission implements OperationGroup {

  private final FunctionPolicies policies;

  RemovePermission(FunctionPolicies policies) {
    this.policies = policies;
  }

  @AwsOperation(
      action = "lambda:RemovePermission",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "StatementId", "Qualifier", "RevisionId"})
  RemovePermissionResponse removePermission(RemovePermissionRequest request, Caller caller) {
    var name = FunctionName.addressed(request.functionName(), request.qualifier(), caller);
    if (!policies.hasFunction(name)) {
      throw PermissionErrors.noPolicyOf(name.arn());
    }
    policies.remove(new FunctionTarget(name), request.revisionId(), request.statementId());
    return RemovePermissionResponse.builder().build();
  }
}
