package dev.triggerfish.iam.principal;

import dev.triggerfish.contracts.IdentityRecord;
import dev.triggerfish.contracts.IdentityRecord.PrincipalRecord;
import dev.triggerfish.iam.replication.IdentityChanges;
import dev.triggerfish.iam.replication.IdentityStateSource;
import java.util.stream.Stream;

/** Tells the other services of users and roles, each with all its policies. */
public final class PrincipalRecords implements IdentityStateSource {

  private final PrincipalStore principals;
  private final PrincipalPolicies policies;
  private final IdentityChanges changes;

  public PrincipalRecords(
      PrincipalStore principals, PrincipalPolicies policies, IdentityChanges changes) {
    this.principals = principals;
    this.policies = policies;
    this.changes = changes;
  }

  /** Within a change: the user or role, or one of its policies, is new or another. */
  public void changed(String id) {
    principals.byId(id).map(this::record).ifPresent(changes::record);
  }

  /** Within a change: the user or role is gone. */
  public void removed(String id) {
    changes.remove(PrincipalRecord.key(id));
  }

  @Override
  public Stream<IdentityRecord> identityRecords() {
    return principals.all().stream().map(this::record);
  }

  private PrincipalRecord record(IamPrincipal principal) {
    return new PrincipalRecord(
        principal.id(),
        principal.arn(),
        principal.accountId(),
        policies.inline(principal.id()),
        policies.attached(principal.id()),
        principal.permissionsBoundary(),
        principal.tags());
  }
}
