package dev.triggerfish.iam.policy;

import dev.triggerfish.aws.clock.PlatformClock;
import dev.triggerfish.aws.operation.AwsOperation;
import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.aws.operation.OperationGroup;
import dev.triggerfish.contracts.IdentityRecord.ManagedPolicyRecord;
import dev.triggerfish.iam.error.IamErrors;
import dev.triggerfish.iam.paging.Pages;
import dev.triggerfish.iam.replication.IdentityChanges;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;

/** Operations on the versions of managed policies. */
final class PolicyVersionOperations implements OperationGroup {

  private static final int LIMIT = 5;
  private static final String POLICY = "{PolicyArn}";

  private final PolicyStore store;
  private final ManagedPolicies policies;
  private final IdentityChanges changes;
  private final PlatformClock clock;

  PolicyVersionOperations(
      PolicyStore store, ManagedPolicies policies, IdentityChanges changes, PlatformClock clock) {
    this.store = store;
    this.policies = policies;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:CreatePolicyVersion",
      resource = POLICY,
      acts = {"PolicyArn", "PolicyDocument", "SetAsDefault"})
  CreatePolicyVersionResponse createPolicyVersion(
      CreatePolicyVersionRequest request, Caller caller) {
    var arn = request.policyArn();
    CustomerPolicies.requireOwn(arn, "iam:CreatePolicyVersion", caller);
    CustomerPolicies.requireDocument(request.policyDocument());
    return changes.change(
        () -> {
          var policy = policies.require(arn, caller.accountId());
          if (store.versions(arn).size() >= LIMIT) {
            throw IamErrors.limitExceeded(
                "A managed policy can have up to 5 versions. Before you create a new version, you"
                    + " must delete an existing version.");
          }
          var now = clock.now().truncatedTo(ChronoUnit.SECONDS);
          var version = new PolicyVersion(policy.lastVersion() + 1, request.policyDocument(), now);
          var asDefault = Boolean.TRUE.equals(request.setAsDefault());
          var inForce = asDefault ? version.number() : policy.defaultVersion();
          store.addVersion(arn, version);
          store.setVersions(arn, inForce, version.number(), now);
          if (asDefault) {
            changes.record(new ManagedPolicyRecord(arn, version.document()));
          }
          return CreatePolicyVersionResponse.builder()
              .policyVersion(Policies.listed(version, inForce))
              .build();
        });
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:GetPolicyVersion",
      resource = POLICY,
      acts = {"PolicyArn", "VersionId"})
  GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request, Caller caller) {
    var version =
        policies.requireVersion(request.policyArn(), request.versionId(), caller.accountId());
    var policy = policies.require(request.policyArn(), caller.accountId());
    return GetPolicyVersionResponse.builder()
        .policyVersion(Policies.whole(version, policy.defaultVersion()))
        .build();
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:ListPolicyVersions",
      resource = POLICY,
      acts = {"PolicyArn", "Marker", "MaxItems"})
  ListPolicyVersionsResponse listPolicyVersions(ListPolicyVersionsRequest request, Caller caller) {
    var policy = policies.require(request.policyArn(), caller.accountId());
    var page =
        Pages.of(
            policies.versions(policy),
            PolicyVersionOperations::newestFirst,
            request.marker(),
            request.maxItems());
    return ListPolicyVersionsResponse.builder()
        .versions(
            page.items().stream()
                .map(version -> Policies.listed(version, policy.defaultVersion()))
                .toList())
        .isTruncated(page.truncated())
        .marker(page.token())
        .build();
  }

  private static String newestFirst(PolicyVersion version) {
    return String.format(Locale.ROOT, "%010d", Integer.MAX_VALUE - version.number());
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:SetDefaultPolicyVersion",
      resource = POLICY,
      acts = {"PolicyArn", "VersionId"})
  void setDefaultPolicyVersion(SetDefaultPolicyVersionRequest request, Caller caller) {
    var arn = request.policyArn();
    CustomerPolicies.requireOwn(arn, "iam:SetDefaultPolicyVersion", caller);
    changes.change(
        () -> {
          var version = policies.requireVersion(arn, request.versionId(), caller.accountId());
          var policy = policies.require(arn, caller.accountId());
          store.setVersions(arn, version.number(), policy.lastVersion(), policy.updatedAt());
          changes.record(new ManagedPolicyRecord(arn, version.document()));
          return version;
        });
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html">AWS</a>.
   */
  @AwsOperation(
      action = "iam:DeletePolicyVersion",
      resource = POLICY,
      acts = {"PolicyArn", "VersionId"})
  void deletePolicyVersion(DeletePolicyVersionRequest request, Caller caller) {
    var arn = request.policyArn();
    CustomerPolicies.requireOwn(arn, "iam:DeletePolicyVersion", caller);
    changes.change(
        () -> {
          var version = policies.requireVersion(arn, request.versionId(), caller.accountId());
          var policy = policies.require(arn, caller.accountId());
          if (version.number() == policy.defaultVersion()) {
            throw IamErrors.deleteConflict("Cannot delete the default version of a policy.");
          }
          store.removeVersion(arn, version.number());
          return version;
        });
  }
}
