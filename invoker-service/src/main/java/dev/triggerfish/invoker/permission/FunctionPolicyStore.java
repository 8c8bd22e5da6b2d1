package dev.triggerfish.invoker.permission;

import dev.triggerfish.aws.storage.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Functions' policies in SQL; they go with their function. */
final class FunctionPolicyStore {

  private static final String OF_TARGET =
      " WHERE account_id = :account AND region = :region AND name = :name"
          + " AND qualifier = :qualifier";

  private final Database database;

  FunctionPolicyStore(Database database) {
    this.database = database;
  }

  @Nullable FunctionPolicy find(FunctionTarget target) {
    return of(target, "SELECT * FROM function_policy" + OF_TARGET)
        .query(FunctionPolicyStore::read)
        .optional()
        .orElse(null);
  }

  /**
   * Adds the first policy of a target; false if it has got one meanwhile.
   *
   * @throws software.amazon.awssdk.services.lambda.model.ResourceNotFoundException if the function
   *     is gone
   */
  boolean insert(FunctionTarget target, FunctionPolicy policy) {
    try {
      var sql =
          """
          INSERT INTO function_policy (account_id, region, name, qualifier, revision_id, document)
          VALUES (:account, :region, :name, :qualifier, :revision, :document)
          """;
      content(of(target, sql), policy).update();
      return true;
    } catch (DuplicateKeyException e) {
      return false;
    } catch (DataIntegrityViolationException e) {
      throw PermissionErrors.noFunction(target.name().arn());
    }
  }

  /** Replaces a policy if it still has the given revision. */
  boolean replace(FunctionTarget target, String expectedRevisionId, FunctionPolicy policy) {
    var sql =
        "UPDATE function_policy SET revision_id = :revision, document = :document"
            + OF_TARGET
            + " AND revision_id = :expected";
    return content(of(target, sql), policy).param("expected", expectedRevisionId).update() == 1;
  }

  /** Removes a policy if it still has the given revision. */
  boolean delete(FunctionTarget target, String expectedRevisionId) {
    return of(target, "DELETE FROM function_policy" + OF_TARGET + " AND revision_id = :expected")
            .param("expected", expectedRevisionId)
            .update()
        == 1;
  }

  /** Removes a policy, if there is one. */
  void delete(FunctionTarget target) {
    of(target, "DELETE FROM function_policy" + OF_TARGET).update();
  }

  private StatementSpec of(FunctionTarget target, String sql) {
    return database
        .jdbc()
        .sql(sql)
        .param("account", target.name().accountId())
        .param("region", target.name().region())
        .param("name", target.name().name())
        .param("qualifier", target.qualifier());
  }

  private static StatementSpec content(StatementSpec statement, FunctionPolicy policy) {
    return statement
        .param("revision", policy.revisionId())
        .param("document", policy.document().json());
  }

  private static FunctionPolicy read(ResultSet row, int number) throws SQLException {
    return new FunctionPolicy(
        row.getString("revision_id"), PolicyDocument.read(row.getString("document")));
  }
}
