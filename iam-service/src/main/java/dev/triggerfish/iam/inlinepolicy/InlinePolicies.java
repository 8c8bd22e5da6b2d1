package dev.triggerfish.iam.inlinepolicy;

import dev.triggerfish.iam.error.IamErrors;
import dev.triggerfish.iam.policydocument.PolicyDocuments;
import dev.triggerfish.iam.principal.IamPrincipal;
import dev.triggerfish.iam.principal.PrincipalKind;
import dev.triggerfish.iam.principal.PrincipalPolicies;
import dev.triggerfish.iam.principal.Principals;
import dev.triggerfish.iam.replication.IdentityChanges;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.IamException;

/** Shared by the operations on inline policies of users and of roles. */
final class InlinePolicies {

  private final Principals principals;
  private final PrincipalPolicies policies;
  private final IdentityChanges changes;

  InlinePolicies(Principals principals, PrincipalPolicies policies, IdentityChanges changes) {
    this.principals = principals;
    this.policies = policies;
    this.changes = changes;
  }

  void put(String accountId, PrincipalKind kind, String owner, String name, String document) {
    PolicyDocuments.requireIdentityPolicy(document);
    changes.change(
        () -> {
          var principal = principals.require(accountId, kind, owner);
          policies.putInline(principal.id(), name, document);
          requireRoom(principal);
          principals.changed(principal);
          return principal;
        });
  }

  private void requireRoom(IamPrincipal principal) {
    var limit = principal.kind().inlinePolicySize();
    var size =
        policies.inline(principal.id()).values().stream().mapToInt(PolicyDocuments::size).sum();
    if (size > limit) {
      throw IamErrors.limitExceeded(
          "Maximum policy size of "
              + limit
              + " bytes exceeded for "
              + principal.kind().noun()
              + " "
              + principal.name());
    }
  }

  /** Percent-encoded. */
  String get(String accountId, PrincipalKind kind, String owner, String name) {
    var principal = principals.require(accountId, kind, owner);
    return Optional.ofNullable(policies.inline(principal.id()).get(name))
        .map(PolicyDocuments::encode)
        .orElseThrow(() -> notFound(kind, name));
  }

  List<String> names(String accountId, PrincipalKind kind, String owner) {
    var principal = principals.require(accountId, kind, owner);
    return List.copyOf(policies.inline(principal.id()).keySet());
  }

  void delete(String accountId, PrincipalKind kind, String owner, String name) {
    changes.change(
        () -> {
          var principal = principals.require(accountId, kind, owner);
          if (!policies.removeInline(principal.id(), name)) {
            throw notFound(kind, name);
          }
          principals.changed(principal);
          return principal;
        });
  }

  private static IamException notFound(PrincipalKind kind, String name) {
    return IamErrors.noSuchEntity(
        "The " + kind.noun() + " policy with name " + name + " cannot be found.");
  }
}
