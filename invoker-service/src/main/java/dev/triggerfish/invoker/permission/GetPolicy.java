package dev.triggerfish.invoker.permission;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionName;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;

/**
 * Shows the policy of a function, version or alias.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html">GetPolicy</a>
 */
final class GetPolicy implements OperationGroup {

  private final FunctionPolicies policies;

  GetPolicy(FunctionPolicies policies) {
    this.policies = policies;
  }

  @AwsOperation(
      action = "lambda:GetPolicy",
      resource = "function:{FunctionName}",
      acts = {"FunctionName", "Qualifier"})
  GetPolicyResponse getPolicy(GetPolicyRequest request, Caller caller) {
    var name = FunctionName.addressed(request.functionName(), request.qualifier(), caller);
    var policy = policies.find(new FunctionTarget(name));
    if (policy == null) {
      throw PermissionErrors.nothingThere();
    }
    return GetPolicyResponse.builder()
        .policy(policy.document().json())
        .revisionId(policy.revisionId())
        .build();
  }
}
