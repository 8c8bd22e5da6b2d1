package dev.triggerfish.iam.attachment;

import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.iam.paging.Pages;
import dev.triggerfish.iam.principal.PrincipalKind;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;

/** Operations on the managed policies of users. */
final class UserAttachmentOperations implements OperationGroup {

  private static final String USER = "user/{UserName}";

  private final Attachments attachments;

  UserAttachmentOperations(Attachments attachments) {
    this.attachments = attachments;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:AttachUserPolicy",
      resource = USER,
      acts = {"UserName", "PolicyArn"})
  void attachUserPolicy(AttachUserPolicyRequest request, Caller caller) {
    attachments.attach(
        caller.accountId(), PrincipalKind.USER, request.userName(), request.policyArn());
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachUserPolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:DetachUserPolicy",
      resource = USER,
      acts = {"UserName", "PolicyArn"})
  void detachUserPolicy(DetachUserPolicyRequest request, Caller caller) {
    attachments.detach(
        caller.accountId(), PrincipalKind.USER, request.userName(), request.policyArn());
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedUserPolicies.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:ListAttachedUserPolicies",
      resource = USER,
      acts = {"UserName", "PathPrefix", "Marker", "MaxItems"})
  ListAttachedUserPoliciesResponse listAttachedUserPolicies(
      ListAttachedUserPoliciesRequest request, Caller caller) {
    var page =
        Pages.of(
            attachments.list(
                caller.accountId(), PrincipalKind.USER, request.userName(), request.pathPrefix()),
            AttachedPolicy::policyArn,
            request.marker(),
            request.maxItems());
    return ListAttachedUserPoliciesResponse.builder()
        .attachedPolicies(page.items())
        .isTruncated(page.truncated())
        .marker(page.token())
        .build();
  }
}
