package dev.triggerfish.iam.attachment;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.iam.paging.Pages;
import dev.triggerfish.iam.principal.PrincipalKind;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;

/** Operations on the managed policies of roles. */
final class RoleAttachmentOperations implements OperationGroup {

  private static final String ROLE = "role/{RoleName}";

  private final Attachments attachments;

  RoleAttachmentOperations(Attachments attachments) {
    this.attachments = attachments;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:AttachRolePolicy",
      resource = ROLE,
      acts = {"RoleName", "PolicyArn"})
  void attachRolePolicy(AttachRolePolicyRequest request, Caller caller) {
    attachments.attach(
        caller.accountId(), PrincipalKind.ROLE, request.roleName(), request.policyArn());
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:DetachRolePolicy",
      resource = ROLE,
      acts = {"RoleName", "PolicyArn"})
  void detachRolePolicy(DetachRolePolicyRequest request, Caller caller) {
    attachments.detach(
        caller.accountId(), PrincipalKind.ROLE, request.roleName(), request.policyArn());
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:ListAttachedRolePolicies",
      resource = ROLE,
      acts = {"RoleName", "PathPrefix", "Marker", "MaxItems"})
  ListAttachedRolePoliciesResponse listAttachedRolePolicies(
      ListAttachedRolePoliciesRequest request, Caller caller) {
    var page =
        Pages.of(
            attachments.list(
                caller.accountId(), PrincipalKind.ROLE, request.roleName(), request.pathPrefix()),
            AttachedPolicy::policyArn,
            request.marker(),
            request.maxItems());
    return ListAttachedRolePoliciesResponse.builder()
        .attachedPolicies(page.items())
        .isTruncated(page.truncated())
        .marker(page.token())
        .build();
  }
}
