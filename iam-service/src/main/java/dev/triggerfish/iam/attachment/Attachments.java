package dev.triggerfish.iam.attachment;

import dev.triggerfish.iam.error.IamErrors;
import dev.triggerfish.iam.policy.ManagedPolicies;
import dev.triggerfish.iam.policy.ManagedPolicy;
import dev.triggerfish.iam.principal.PrincipalKind;
import dev.triggerfish.iam.principal.PrincipalPolicies;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.replication.IdentityChanges;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/** Shared by the operations on attachments of users and of roles. */
final class Attachments {

  private static final int QUOTA = 10;

  private final Principals principals;
  private final PrincipalPolicies attachments;
  private final ManagedPolicies managedPolicies;
  private final IdentityChanges changes;

  Attachments(
      Principals principals,
      PrincipalPolicies attachments,
      ManagedPolicies managedPolicies,
      IdentityChanges changes) {
    this.principals = principals;
    this.attachments = attachments;
    this.managedPolicies = managedPolicies;
    this.changes = changes;
  }

  /** Attaches; to attach what is attached already changes nothing. */
  void attach(String accountId, PrincipalKind kind, String name, String policyArn) {
    changes.change(
        () -> {
          var principal = principals.require(accountId, kind, name);
          managedPolicies.requireAttachable(policyArn, accountId);
          var present = attachments.attached(principal.id());
          if (present.contains(policyArn)) {
            return principal;
          }
          if (present.size() >= QUOTA) {
            throw IamErrors.quotaExceeded("PoliciesPer" + kind.title(), QUOTA);
          }
          attachments.attach(principal.id(), policyArn);
          principals.changed(principal);
          return principal;
        });
  }

  void detach(String accountId, PrincipalKind kind, String name, String policyArn) {
    changes.change(
        () -> {
          var principal = principals.require(accountId, kind, name);
          if (!attachments.detach(principal.id(), policyArn)) {
            throw IamErrors.noSuchEntity("Policy " + policyArn + " was not found.");
          }
          principals.changed(principal);
          return principal;
        });
  }

  List<AttachedPolicy> list(
      String accountId, PrincipalKind kind, String name, @Nullable String pathPrefix) {
    var prefix = Objects.requireNonNullElse(pathPrefix, "/");
    var principal = principals.require(accountId, kind, name);
    return attachments.attached(principal.id()).stream()
        .flatMap(arn -> managedPolicies.find(arn, accountId).stream())
        .filter(policy -> policy.path().startsWith(prefix))
        .map(Attachments::answer)
        .toList();
  }

  private static AttachedPolicy answer(ManagedPolicy policy) {
    return AttachedPolicy.builder().policyName(policy.name()).policyArn(policy.arn()).build();
  }
}
