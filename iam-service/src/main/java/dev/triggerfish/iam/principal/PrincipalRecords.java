package dev.triggerfish.iam.principal;

import dev.triggerfish.contracts.IdentityRecord;
import dev.triggerfish.contracts.IdentityRecord.PrincipalRecord;
import dev.triggerfish.iam.replication.IdentityJournal;
import dev.triggerfish.iam.replication.IdentityStateSource;
import java.util.stream.Stream;

/** Tells the other services of users and roles, each with all its policies. */
public final class PrincipalRecords implements IdentityStateSource {

  private final PrincipalStore principals;
  private final PrincipalPolicies policies;
  private final IdentityJournal journal;

  public PrincipalRecords(
      PrincipalStore principals, PrincipalPolicies policies, IdentityJournal journal) {
    this.principals = principals;
    this.policies = policies;
    this.journal = journal;
  }

  /** Within a change: the user or role, or one of its policies, is new or another. */
  public void changed(String id) {
    principals.byId(id).map(this::record).ifPresent(journal::record);
  }

  /** Within a change: the user or role is gone. */
  public void removed(String id) {
    journal.remove(PrincipalRecord.key(id));
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
