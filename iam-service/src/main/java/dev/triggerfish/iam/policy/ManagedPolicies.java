package dev.triggerfish.iam.policy;

import dev.triggerfish.aws.arn.Arn;
import dev.triggerfish.iam.error.IamErrors;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The managed policies that an account sees: its own and AWS's. */
public final class ManagedPolicies {

  private final PolicyStore store;
  private final AwsManagedPolicies provided;

  ManagedPolicies(PolicyStore store, AwsManagedPolicies provided) {
    this.store = store;
    this.provided = provided;
  }

  /** The policy with this ARN, if the account sees it. */
  public Optional<ManagedPolicy> find(String arn, String accountId) {
    var found = provided.find(arn);
    return found.isPresent()
        ? found
        : store.find(arn).filter(policy -> policy.accountId().equals(accountId));
  }

  /** The policy to be attached, or IAM's error. */
  public ManagedPolicy requireAttachable(String arn, String accountId) {
    requireParsed(arn);
    return find(arn, accountId)
        .orElseThrow(
            () ->
                IamErrors.noSuchEntity("Policy " + arn + " does not exist or is not attachable."));
  }

  /** Refuses a permissions boundary that is no policy of the account's or AWS's. */
  public void requireBoundary(@Nullable String arn, String accountId) {
    if (arn == null) {
      return;
    }
    if (!isPolicyArn(arn)) {
      throw IamErrors.invalidInput("ARN " + arn + " is not valid.");
    }
    if (find(arn, accountId).isEmpty()) {
      throw IamErrors.noSuchEntity("Scope ARN: " + arn + " does not exist or is not attachable.");
    }
  }

  /** The policy of an operation on policies, or IAM's error. */
  ManagedPolicy require(String arn, String accountId) {
    requireParsed(arn);
    return find(arn, accountId)
        .orElseThrow(() -> IamErrors.noSuchEntity("Policy " + arn + " was not found."));
  }

  private static void requireParsed(String arn) {
    if (!isPolicyArn(arn)) {
      throw IamErrors.validation("Invalid ARN:  Could not be parsed!");
    }
  }

  /** Newest first. */
  List<PolicyVersion> versions(ManagedPolicy policy) {
    return policy.accountId().equals(ManagedPolicy.AWS)
        ? provided.versions(policy.arn())
        : store.versions(policy.arn());
  }

  /** A version by its id, such as {@code v1}, or IAM's error. */
  PolicyVersion requireVersion(String arn, String versionId, String accountId) {
    return find(arn, accountId).stream()
        .flatMap(policy -> versions(policy).stream())
        .filter(version -> version.id().equals(versionId))
        .findAny()
        .orElseThrow(
            () ->
                IamErrors.noSuchEntity(
                    "Policy "
                        + arn
                        + " version "
                        + versionId
                        + " does not exist or is not attachable."));
  }

  private static boolean isPolicyArn(String text) {
    var arn = Arn.parse(text);
    return arn != null
        && arn.service().equals("iam")
        && arn.region().isEmpty()
        && arn.resource().startsWith("policy/");
  }
}
