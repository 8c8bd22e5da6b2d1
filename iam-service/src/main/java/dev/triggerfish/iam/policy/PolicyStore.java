package dev.triggerfish.iam.policy;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.iam.principal.Tags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Customers' managed policies. */
final class PolicyStore {

  private final Database database;

  PolicyStore(Database iamDatabase) {
    this.database = iamDatabase;
  }

  Optional<ManagedPolicy> find(String arn) {
    return database
        .jdbc()
        .sql("select * from iam_policy where arn = :arn")
        .param("arn", arn)
        .query(PolicyStore::policy)
        .optional();
  }

  List<ManagedPolicy> ofAccount(String accountId) {
    return database
        .jdbc()
        .sql("select * from iam_policy where account_id = :account")
        .param("account", accountId)
        .query(PolicyStore::policy)
        .list();
  }

  List<ManagedPolicy> all() {
    return database.jdbc().sql("select * from iam_policy").query(PolicyStore::policy).list();
  }

  void add(ManagedPolicy policy) {
    database
        .jdbc()
        .sql(
            "insert into iam_policy (arn, id, account_id, name, name_key, path, description, tags,"
                + " created_at, updated_at, default_version, last_version) values (:arn, :id,"
                + " :account, :name, :key, :path, :description, :tags, :created, :updated,"
                + " :default, :last)")
        .param("arn", policy.arn())
        .param("id", policy.id())
        .param("account", policy.accountId())
        .param("name", policy.name())
        .param("key", policy.name().toLowerCase(Locale.ROOT))
        .param("path", policy.path())
        .param("description", policy.description())
        .param("tags", Tags.toJson(policy.tags()))
        .param("created", policy.createdAt().toEpochMilli())
        .param("updated", policy.updatedAt().toEpochMilli())
        .param("default", policy.defaultVersion())
        .param("last", policy.lastVersion())
        .update();
  }

  void setVersions(String arn, int defaultVersion, int lastVersion, Instant updatedAt) {
    database
        .jdbc()
        .sql(
            "update iam_policy set default_version = :default, last_version = :last,"
                + " updated_at = :updated where arn = :arn")
        .param("default", defaultVersion)
        .param("last", lastVersion)
        .param("updated", updatedAt.toEpochMilli())
        .param("arn", arn)
        .update();
  }

  void remove(String arn) {
    database.jdbc().sql("delete from iam_policy where arn = :arn").param("arn", arn).update();
  }

  /** Newest first. */
  List<PolicyVersion> versions(String arn) {
    return database
        .jdbc()
        .sql("select * from iam_policy_version where policy_arn = :arn order by version desc")
        .param("arn", arn)
        .query(
            (row, number) ->
                new PolicyVersion(
                    row.getInt("version"),
                    row.getString("document"),
                    Instant.ofEpochMilli(row.getLong("created_at"))))
        .list();
  }

  void addVersion(String arn, PolicyVersion version) {
    database
        .jdbc()
        .sql(
            "insert into iam_policy_version (policy_arn, version, document, created_at)"
                + " values (:arn, :version, :document, :created)")
        .param("arn", arn)
        .param("version", version.number())
        .param("document", version.document())
        .param("created", version.createdAt().toEpochMilli())
        .update();
  }

  void removeVersion(String arn, int version) {
    database
        .jdbc()
        .sql("delete from iam_policy_version where policy_arn = :arn and version = :version")
        .param("arn", arn)
        .param("version", version)
        .update();
  }

  private static ManagedPolicy policy(ResultSet row, int number) throws SQLException {
    return new ManagedPolicy(
        row.getString("id"),
        row.getString("account_id"),
        row.getString("name"),
        row.getString("path"),
        row.getString("description"),
        Tags.fromJson(row.getString("tags")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")),
        row.getInt("default_version"),
        row.getInt("last_version"));
  }
}
