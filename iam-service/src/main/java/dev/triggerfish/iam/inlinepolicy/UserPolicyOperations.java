package dev.triggerfish.iam.inlinepolicy;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.iam.paging.Pages;
import dev.triggerfish.iam.principal.PrincipalKind;
import java.util.function.Function;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;

/** Operations on the inline policies of users. */
final class UserPolicyOperations implements OperationGroup {

  private static final String USER = "user/{UserName}";

  private final InlinePolicies policies;

  UserPolicyOperations(InlinePolicies policies) {
    this.policies = policies;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:PutUserPolicy",
      resource = USER,
      acts = {"UserName", "PolicyName", "PolicyDocument"})
  void putUserPolicy(PutUserPolicyRequest request, Caller caller) {
    policies.put(
        caller.accountId(),
        PrincipalKind.USER,
        request.userName(),
        request.policyName(),
        request.policyDocument());
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUserPolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:GetUserPolicy",
      resource = USER,
      acts = {"UserName", "PolicyName"})
  GetUserPolicyResponse getUserPolicy(GetUserPolicyRequest request, Caller caller) {
    return GetUserPolicyResponse.builder()
        .userName(request.userName())
        .policyName(request.policyName())
        .policyDocument(
            policies.get(
                caller.accountId(), PrincipalKind.USER, request.userName(), request.policyName()))
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserPolicies.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:ListUserPolicies",
      resource = USER,
      acts = {"UserName", "Marker", "MaxItems"})
  ListUserPoliciesResponse listUserPolicies(ListUserPoliciesRequest request, Caller caller) {
    var page =
        Pages.of(
            policies.names(caller.accountId(), PrincipalKind.USER, request.userName()),
            Function.identity(),
            request.marker(),
            request.maxItems());
    return ListUserPoliciesResponse.builder()
        .policyNames(page.items())
        .isTruncated(page.truncated())
        .marker(page.token())
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:DeleteUserPolicy",
      resource = USER,
      acts = {"UserName", "PolicyName"})
  void deleteUserPolicy(DeleteUserPolicyRequest request, Caller caller) {
    policies.delete(
        caller.accountId(), PrincipalKind.USER, request.userName(), request.policyName());
  }
}
