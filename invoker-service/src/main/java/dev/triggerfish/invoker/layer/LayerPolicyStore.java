package dev.triggerfish.invoker.layer;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.permission.PolicyDocument;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The policies of layers' versions, in SQL; they go with their version. */
final class LayerPolicyStore {

  private static final String OF_VERSION =
      " WHERE account_id = :account AND region = :region AND name = :name AND version = :version";

  private final Database database;

  LayerPolicyStore(Database database) {
    this.database = database;
  }

  /**
   * A policy, or that there is none yet.
   *
   * @param revisionId new with each change; null before the first
   * @param document empty where there is no policy
   */
  record LayerPolicy(@Nullable String revisionId, PolicyDocument document) {}

  /** The policy of a version; null if there is no such version. */
  @Nullable LayerPolicy find(LayerKey.Version version) {
    return of(version, "SELECT policy_revision_id, policy FROM layer_version" + OF_VERSION)
        .query(LayerPolicyStore::read)
        .optional()
        .orElse(null);
  }

  /** Replaces a policy if it still has the given revision. */
  boolean replace(LayerKey.Version version, @Nullable String expected, LayerPolicy policy) {
    var unchanged =
        expected == null
            ? " AND policy_revision_id IS NULL"
            : " AND policy_revision_id = :expected";
    var sql =
        "UPDATE layer_version SET policy_revision_id = :revision, policy = :policy"
            + OF_VERSION
            + unchanged;
    var statement =
        of(version, sql)
            .param("revision", policy.revisionId())
            .param("policy", policy.document().isEmpty() ? null : policy.document().json());
    return (expected == null ? statement : statement.param("expected", expected)).update() == 1;
  }

  private StatementSpec of(LayerKey.Version version, String sql) {
    return database
        .jdbc()
        .sql(sql)
        .param("account", version.layer().accountId())
        .param("region", version.layer().region())
        .param("name", version.layer().name())
        .param("version", version.version());
  }

  private static LayerPolicy read(ResultSet row, int number) throws SQLException {
    var policy = row.getString("policy");
    return new LayerPolicy(
        row.getString("policy_revision_id"),
        policy == null ? PolicyDocument.empty() : PolicyDocument.read(policy));
  }
}
