package dev.triggerfish.invoker.permission;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionVersion;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a service, an account or an identity do something with a function, version or alias.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html">
 *     AddPermission</a>
 */
final class AddPermission implements OperationGroup {

  private final FunctionPolicies policies;

  AddPermission(FunctionPolicies policies) {
    this.policies = policies;
  }

  @AwsOperation(
      action = "lambda:AddPermission",
      resource = "function:{FunctionName}",
      acts = {
        "FunctionName",
        "StatementId",
        "Action",
        "Principal",
        "SourceArn",
        "SourceAccount",
        "EventSourceToken",
        "Qualifier",
        "RevisionId",
        "PrincipalOrgID",
        "FunctionUrlAuthType",
        "InvokedViaFunctionUrl"
      })
  AddPermissionResponse addPermission(AddPermissionRequest request, Caller caller) {
    var target =
        new FunctionTarget(
            FunctionName.addressed(request.functionName(), request.qualifier(), caller));
    if (target.qualifier().equals(FunctionVersion.LATEST)) {
      throw PermissionErrors.ofLatest();
    }
    var statement = FunctionStatement.of(request, target.arn());
    policies.add(target, request.revisionId(), document -> document.with(statement));
    return AddPermissionResponse.builder()
        .statement(JsonMapper.shared().writeValueAsString(statement))
        .build();
  }
}
