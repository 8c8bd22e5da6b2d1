package dev.triggerfish.iam.principal;

import dev.triggerfish.aws.storage.Database;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Inline policies of users and roles, and which managed policies are attached to them. */
public final class PrincipalPolicies {

  private final Database database;

  public PrincipalPolicies(Database iamDatabase) {
    this.database = iamDatabase;
  }

  /** Documents by name. */
  public SortedMap<String, String> inline(String principalId) {
    var documents = new TreeMap<String, String>();
    database
        .jdbc()
        .sql("select name, document from iam_inline_policy where principal_id = :id")
        .param("id", principalId)
        .query((row, number) -> Map.entry(row.getString("name"), row.getString("document")))
        .list()
        .forEach(policy -> documents.put(policy.getKey(), policy.getValue()));
    return documents;
  }

  /** Adds or replaces an inline policy. */
  public void putInline(String principalId, String name, String document) {
    removeInline(principalId, name);
    database
        .jdbc()
        .sql(
            "insert into iam_inline_policy (principal_id, name, document)"
                + " values (:id, :name, :document)")
        .param("id", principalId)
        .param("name", name)
        .param("document", document)
        .update();
  }

  /** Removes an inline policy; returns whether it was there. */
  public boolean removeInline(String principalId, String name) {
    return database
            .jdbc()
            .sql("delete from iam_inline_policy where principal_id = :id and name = :name")
            .param("id", principalId)
            .param("name", name)
            .update()
        > 0;
  }

  /** ARNs, in order. */
  public List<String> attached(String principalId) {
    return database
        .jdbc()
        .sql("select policy_arn from iam_attachment where principal_id = :id order by policy_arn")
        .param("id", principalId)
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** Attaches a policy that is not attached. */
  public void attach(String principalId, String policyArn) {
    database
        .jdbc()
        .sql("insert into iam_attachment (principal_id, policy_arn) values (:id, :arn)")
        .param("id", principalId)
        .param("arn", policyArn)
        .update();
  }

  /** Detaches a policy; returns whether it was attached. */
  public boolean detach(String principalId, String policyArn) {
    return database
            .jdbc()
            .sql("delete from iam_attachment where principal_id = :id and policy_arn = :arn")
            .param("id", principalId)
            .param("arn", policyArn)
            .update()
        > 0;
  }

  /** Ids of the account's users and roles that a policy is attached to. */
  public List<String> attachedTo(String policyArn, String accountId) {
    return database
        .jdbc()
        .sql(
            "select p.id from iam_attachment a join iam_principal p on p.id = a.principal_id"
                + " where a.policy_arn = :arn and p.account_id = :account")
        .param("arn", policyArn)
        .param("account", accountId)
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** How many of the account's users and roles have it as their boundary. */
  public int boundaryOf(String policyArn, String accountId) {
    return database
        .jdbc()
        .sql(
            "select count(*) from iam_principal"
                + " where permissions_boundary = :arn and account_id = :account")
        .param("arn", policyArn)
        .param("account", accountId)
        .query(Integer.class)
        .single();
  }
}
