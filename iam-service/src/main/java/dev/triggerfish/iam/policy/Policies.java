package dev.triggerfish.iam.policy;

import dev.triggerfish.iam.policydocument.PolicyDocuments;
import dev.triggerfish.iam.principal.PrincipalPolicies;
import dev.triggerfish.iam.principal.Tags;
import software.amazon.awssdk.services.iam.model.Policy;

/** Managed policies as IAM answers them, which depends on the operation. */
final class Policies {

  private final PrincipalPolicies attachments;

  Policies(PrincipalPolicies attachments) {
    this.attachments = attachments;
  }

  /**
   * The policy as CreatePolicy answers it: without description, and with tags only if it has any.
   */
  Policy created(ManagedPolicy policy, String accountId) {
    var answer = brief(policy, accountId);
    if (!policy.tags().isEmpty()) {
      answer.tags(Tags.toList(policy.tags()));
    }
    return answer.build();
  }

  /** The policy as lists show it, without description and tags. */
  Policy listed(ManagedPolicy policy, String accountId) {
    return brief(policy, accountId).build();
  }

  /** Whole, as by GetPolicy: tags even if there are none. */
  Policy whole(ManagedPolicy policy, String accountId) {
    return brief(policy, accountId)
        .description(policy.description())
        .tags(Tags.toList(policy.tags()))
        .build();
  }

  private Policy.Builder brief(ManagedPolicy policy, String accountId) {
    return Policy.builder()
        .policyName(policy.name())
        .policyId(policy.id())
        .arn(policy.arn())
        .path(policy.path())
        .defaultVersionId("v" + policy.defaultVersion())
        .attachmentCount(attachments.attachedTo(policy.arn(), accountId).size())
        .permissionsBoundaryUsageCount(attachments.boundaryOf(policy.arn(), accountId))
        .isAttachable(true)
        .createDate(policy.createdAt())
        .updateDate(policy.updatedAt());
  }

  /** A version without its document, as in lists and when it is made. */
  static software.amazon.awssdk.services.iam.model.PolicyVersion listed(
      PolicyVersion version, int defaultVersion) {
    return brief(version, defaultVersion).build();
  }

  /** A version with its document. */
  static software.amazon.awssdk.services.iam.model.PolicyVersion whole(
      PolicyVersion version, int defaultVersion) {
    return brief(version, defaultVersion)
        .document(PolicyDocuments.encode(version.document()))
        .build();
  }

  private static software.amazon.awssdk.services.iam.model.PolicyVersion.Builder brief(
      PolicyVersion version, int defaultVersion) {
    return software.amazon.awssdk.services.iam.model.PolicyVersion.builder()
        .versionId(version.id())
        .isDefaultVersion(version.number() == defaultVersion)
        .createDate(version.createdAt());
  }
}
