package dev.triggerfish.iam.policy;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.contracts.IdentityRecord.ManagedPolicyRecord;
import dev.triggerfish.iam.error.IamErrors;
import dev.triggerfish.iam.principal.PrincipalPolicies;
import dev.triggerfish.iam.principal.Tags;
import dev.triggerfish.iam.principal.UniqueIds;
import dev.triggerfish.iam.replication.IdentityChanges;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;

/** Making, reading and removing managed policies. */
final class PolicyOperations implements OperationGroup {

  private static final int QUOTA = 1_500;
  private static final String POLICY = "{PolicyArn}";

  private final PolicyStore store;
  private final ManagedPolicies policies;
  private final PrincipalPolicies attachments;
  private final Policies answers;
  private final IdentityChanges changes;
  private final PlatformClock clock;

  PolicyOperations(
      PolicyStore store,
      ManagedPolicies policies,
      PrincipalPolicies attachments,
      IdentityChanges changes,
      PlatformClock clock) {
    this.store = store;
    this.policies = policies;
    this.attachments = attachments;
    this.answers = new Policies(attachments);
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:CreatePolicy",
      resource = "policy/{PolicyName}",
      acts = {"PolicyName", "Path", "PolicyDocument"},
      stored = {"Description", "Tags"})
  CreatePolicyResponse createPolicy(CreatePolicyRequest request, Caller caller) {
    CustomerPolicies.requireDocument(request.policyDocument());
    var policy = newPolicy(request, caller.accountId());
    return changes.change(
        () -> {
          requireRoom(policy);
          store.add(policy);
          store.addVersion(
              policy.arn(), new PolicyVersion(1, request.policyDocument(), policy.createdAt()));
          changes.record(new ManagedPolicyRecord(policy.arn(), request.policyDocument()));
          return CreatePolicyResponse.builder()
              .policy(answers.created(policy, caller.accountId()))
              .build();
        });
  }

  private ManagedPolicy newPolicy(CreatePolicyRequest request, String accountId) {
    var now = clock.now().truncatedTo(ChronoUnit.SECONDS);
    return new ManagedPolicy(
        UniqueIds.entity("ANPA"),
        accountId,
        request.policyName(),
        Objects.requireNonNullElse(request.path(), "/"),
        request.description(),
        Tags.of(request.tags()),
        now,
        now,
        1,
        1);
  }

  private void requireRoom(ManagedPolicy added) {
    var present = store.ofAccount(added.accountId());
    if (present.stream().anyMatch(policy -> policy.name().equalsIgnoreCase(added.name()))) {
      throw IamErrors.alreadyExists(
          "A policy called " + added.name() + " already exists. Duplicate names are not allowed.");
    }
    if (present.size() >= QUOTA) {
      throw IamErrors.quotaExceeded("PoliciesPerAccount", QUOTA);
    }
  }

  /**
   * See <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html">AWS</a>.
   */
  @AwsOperation(action = "iam:GetPolicy", resource = POLICY, acts = "PolicyArn")
  GetPolicyResponse getPolicy(GetPolicyRequest request, Caller caller) {
    var policy = policies.require(request.policyArn(), caller.accountId());
    return GetPolicyResponse.builder().policy(answers.whole(policy, caller.accountId())).build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html">AWS</a>.
   */
  @AwsOperation(action = "iam:DeletePolicy", resource = POLICY, acts = "PolicyArn")
  void deletePolicy(DeletePolicyRequest request, Caller caller) {
    var arn = request.policyArn();
    CustomerPolicies.requireOwn(arn, "iam:DeletePolicy", caller);
    changes.change(
        () -> {
          var policy = policies.require(arn, caller.accountId());
          if (!attachments.attachedTo(arn, policy.accountId()).isEmpty()
              || attachments.boundaryOf(arn, policy.accountId()) > 0) {
            throw IamErrors.deleteConflict("Cannot delete a policy attached to entities.");
          }
          if (store.versions(arn).size() > 1) {
            throw IamErrors.deleteConflict(
                "This policy has more than one version. Before you delete a policy, you must"
                    + " delete the policy's versions. The default version is deleted with the"
                    + " policy.");
          }
          store.remove(arn);
          changes.remove(ManagedPolicyRecord.key(arn));
          return policy;
        });
  }
}
