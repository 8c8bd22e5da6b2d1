package dev.triggerfish.invoker.alias;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.StoredText;
import dev.triggerfish.invoker.function.AliasRoute;
import dev.triggerfish.invoker.function.FunctionKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Aliases, durably. A version that an alias leads to cannot be removed, and an alias cannot lead to
 * a version that is not there: {@link org.springframework.dao.DataIntegrityViolationException}.
 */
final class AliasStore {

  private static final String OF_FUNCTION =
      " WHERE account_id = :account AND region = :region AND name = :name";
  private static final String OF_ALIAS = OF_FUNCTION + " AND alias = :alias";

  private final Database database;

  AliasStore(Database database) {
    this.database = database;
  }

  /** Adds an alias; false if there is one of that name. */
  boolean insert(Alias alias) {
    var sql =
        """
        INSERT INTO function_alias (account_id, region, name, alias, revision_id, description,
          version, additional_version, additional_weight)
        VALUES (:account, :region, :name, :alias, :revision, :description, :version, :additional,
          :weight)
        """;
    try {
      alone(alias.function(), () -> content(of(alias.function(), sql), alias).update());
      return true;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  @Nullable Alias find(FunctionKey function, String name) {
    return of(function, "SELECT * FROM function_alias" + OF_ALIAS)
        .param("alias", name)
        .query(AliasStore::read)
        .optional()
        .orElse(null);
  }

  /** Replaces an alias if it still has the given revision; false if it has not, or is gone. */
  boolean replace(String expectedRevisionId, Alias replacement) {
    var sql =
        """
        UPDATE function_alias SET revision_id = :revision, description = :description,
          version = :version, additional_version = :additional, additional_weight = :weight
        """
            + OF_ALIAS
            + " AND revision_id = :expected";
    var statement =
        content(of(replacement.function(), sql), replacement).param("expected", expectedRevisionId);
    return alone(replacement.function(), statement::update) == 1;
  }

  /** False if there was none. */
  boolean delete(FunctionKey function, String name) {
    return of(function, "DELETE FROM function_alias" + OF_ALIAS).param("alias", name).update() == 1;
  }

  /** Removes all of a function's, in the running transaction if there is one; their names. */
  List<String> deleteAll(FunctionKey function) {
    var names =
        of(function, "SELECT alias FROM function_alias" + OF_FUNCTION)
            .query(AliasStore::name)
            .list();
    of(function, "DELETE FROM function_alias" + OF_FUNCTION).update();
    return names;
  }

  /**
   * A function's aliases by name.
   *
   * @param version only those that lead there first; null for all
   * @param after the name that the page begins after; empty for the first
   * @param most how many at most
   */
  List<Alias> list(FunctionKey function, @Nullable String version, String after, int most) {
    var leading = version == null ? "" : " AND version = :version";
    var sql =
        "SELECT * FROM function_alias"
            + OF_FUNCTION
            + leading
            + " AND alias > :after ORDER BY alias LIMIT :most";
    var statement = of(function, sql).param("after", after).param("most", most);
    return (version == null ? statement : statement.param("version", version))
        .query(AliasStore::read)
        .list();
  }

  /** The names of those that lead to a version, first or for a share, in order. */
  List<String> leadingTo(FunctionKey function, String version) {
    return of(
            function,
            "SELECT alias FROM function_alias"
                + OF_FUNCTION
                + " AND (version = :version OR additional_version = :version) ORDER BY alias")
        .param("version", version)
        .query(AliasStore::name)
        .list();
  }

  /** While nobody deletes the function or one of its versions: they lock its row too. */
  private int alone(FunctionKey function, IntSupplier change) {
    Integer changed =
        database
            .transactions()
            .execute(
                transaction -> {
                  of(function, "SELECT name FROM lambda_function" + OF_FUNCTION + " FOR UPDATE")
                      .query(String.class)
                      .list();
                  return change.getAsInt();
                });
    return Objects.requireNonNull(changed);
  }

  private StatementSpec of(FunctionKey function, String sql) {
    return database
        .jdbc()
        .sql(sql)
        .param("account", function.accountId())
        .param("region", function.region())
        .param("name", function.name());
  }

  private static StatementSpec content(StatementSpec statement, Alias alias) {
    return statement
        .param("alias", alias.name())
        .param("revision", alias.revisionId())
        .param("description", StoredText.of(alias.description()))
        .param("version", alias.route().primary())
        .param("additional", alias.route().additional())
        .param("weight", alias.route().weight());
  }

  private static String name(ResultSet row, int number) throws SQLException {
    return row.getString("alias");
  }

  private static Alias read(ResultSet row, int number) throws SQLException {
    return new Alias(
        new FunctionKey(
            row.getString("account_id"), row.getString("region"), row.getString("name")),
        row.getString("alias"),
        row.getString("revision_id"),
        row.getString("description"),
        new AliasRoute(
            row.getString("version"),
            row.getString("additional_version"),
            row.getDouble("additional_weight")));
  }
}
