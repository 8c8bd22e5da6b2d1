package dev.triggerfish.iam.inlinepolicy;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.iam.paging.Pages;
import dev.triggerfish.iam.principal.PrincipalKind;
import java.util.function.Function;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;

/** Operations on the inline policies of roles. */
final class RolePolicyOperations implements OperationGroup {

  private static final String ROLE = "role/{RoleName}";

  private final InlinePolicies policies;

  RolePolicyOperations(InlinePolicies policies) {
    this.policies = policies;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:PutRolePolicy",
      resource = ROLE,
      acts = {"RoleName", "PolicyName", "PolicyDocument"})
  void putRolePolicy(PutRolePolicyRequest request, Caller caller) {
    policies.put(
        caller.accountId(),
        PrincipalKind.ROLE,
        request.roleName(),
        request.policyName(),
        request.policyDocument());
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:GetRolePolicy",
      resource = ROLE,
      acts = {"RoleName", "PolicyName"})
  GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request, Caller caller) {
    return GetRolePolicyResponse.builder()
        .roleName(request.roleName())
        .policyName(request.policyName())
        .policyDocument(
            policies.get(
                caller.accountId(), PrincipalKind.ROLE, request.roleName(), request.policyName()))
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:ListRolePolicies",
      resource = ROLE,
      acts = {"RoleName", "Marker", "MaxItems"})
  ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request, Caller caller) {
    var page =
        Pages.of(
            policies.names(caller.accountId(), PrincipalKind.ROLE, request.roleName()),
            Function.identity(),
            request.marker(),
            request.maxItems());
    return ListRolePoliciesResponse.builder()
        .policyNames(page.items())
        .isTruncated(page.truncated())
        .marker(page.token())
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:DeleteRolePolicy",
      resource = ROLE,
      acts = {"RoleName", "PolicyName"})
  void deleteRolePolicy(DeleteRolePolicyRequest request, Caller caller) {
    policies.delete(
        caller.accountId(), PrincipalKind.ROLE, request.roleName(), request.policyName());
  }
}
