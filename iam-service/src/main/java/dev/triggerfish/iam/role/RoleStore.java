package dev.triggerfish.iam.role;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.iam.error.IamErrors;
import dev.triggerfish.iam.principal.IamPrincipal;
import dev.triggerfish.iam.principal.PrincipalKind;
import dev.triggerfish.iam.principal.Principals;
import java.util.List;
import java.util.Optional;

/** The columns that roles have and users do not. */
public final class RoleStore {

  private final Database database;
  private final Principals principals;

  public RoleStore(Database iamDatabase, Principals principals) {
    this.database = iamDatabase;
    this.principals = principals;
  }

  /** The role of this name, or IAM's error. */
  public Role require(String accountId, String name) {
    return whole(principals.require(accountId, PrincipalKind.ROLE, name))
        .orElseThrow(() -> IamErrors.noSuchRole(name));
  }

  /** The role with this ARN, path included. */
  public Optional<Role> byArn(String arn) {
    return principals
        .byArn(arn)
        .filter(found -> found.kind() == PrincipalKind.ROLE)
        .flatMap(this::whole);
  }

  List<Role> list(String accountId, String pathPrefix) {
    return principals.list(accountId, PrincipalKind.ROLE, pathPrefix).stream()
        .flatMap(found -> whole(found).stream())
        .toList();
  }

  /** Within a change, after its principal. */
  void add(Role role) {
    database
        .jdbc()
        .sql(
            "insert into iam_role (principal_id, trust_policy, description, max_session_seconds)"
                + " values (:id, :trust, :description, :seconds)")
        .param("id", role.principal().id())
        .param("trust", role.trustPolicy())
        .param("description", role.description())
        .param("seconds", role.maxSessionSeconds())
        .update();
  }

  void update(Role role) {
    database
        .jdbc()
        .sql(
            "update iam_role set trust_policy = :trust, description = :description,"
                + " max_session_seconds = :seconds where principal_id = :id")
        .param("id", role.principal().id())
        .param("trust", role.trustPolicy())
        .param("description", role.description())
        .param("seconds", role.maxSessionSeconds())
        .update();
  }

  private Optional<Role> whole(IamPrincipal principal) {
    return database
        .jdbc()
        .sql("select * from iam_role where principal_id = :id")
        .param("id", principal.id())
        .query(
            (row, number) ->
                new Role(
                    principal,
                    row.getString("trust_policy"),
                    row.getString("description"),
                    row.getInt("max_session_seconds")))
        .optional();
  }
}
