package dev.triggerfish.invoker.concurrency;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.concurrency.AccountLimits.Increase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Reservations and raised limits in SQL. */
final class SqlConcurrencyStore implements ConcurrencyStore {

  private static final String OF_ACCOUNT = " WHERE account_id = :account AND region = :region";
  private static final String OF_FUNCTION = OF_ACCOUNT + " AND name = :name";

  private final Database database;

  SqlConcurrencyStore(Database database) {
    this.database = database;
  }

  @Override
  public Map<FunctionId, Integer> reservations() {
    var found = new HashMap<FunctionId, Integer>();
    database
        .jdbc()
        .sql("SELECT * FROM reserved_concurrency")
        .query(
            row -> {
              var function =
                  new FunctionId(
                      row.getString("account_id"), row.getString("region"), row.getString("name"));
              found.put(function, row.getInt("executions"));
            });
    return found;
  }

  @Override
  public @Nullable Integer reservation(FunctionId function) {
    return of(function, "SELECT executions FROM reserved_concurrency" + OF_FUNCTION)
        .query(Integer.class)
        .optional()
        .orElse(null);
  }

  @Override
  public long reserved(String accountId, String region) {
    return of(
            accountId,
            region,
            "SELECT COALESCE(SUM(executions), 0) FROM reserved_concurrency" + OF_ACCOUNT)
        .query(Long.class)
        .single();
  }

  @Override
  public boolean reserve(FunctionId function, int executions) {
    var update = "UPDATE reserved_concurrency SET executions = :executions" + OF_FUNCTION;
    if (of(function, update).param("executions", executions).update() == 1) {
      return true;
    }
    var insert =
        "INSERT INTO reserved_concurrency (account_id, region, name, executions)"
            + " VALUES (:account, :region, :name, :executions)";
    try {
      of(function, insert).param("executions", executions).update();
      return true;
    } catch (DataIntegrityViolationException e) {
      // Reservations are changed one at a time, so it is the function that is missing.
      return false;
    }
  }

  @Override
  public void unreserve(FunctionId function) {
    of(function, "DELETE FROM reserved_concurrency" + OF_FUNCTION).update();
  }

  @Override
  public void add(Increase increase) {
    var insert =
        """
        INSERT INTO account_limit_increase (account_id, region, executions, id, requested, requester)
        VALUES (:account, :region, :executions, :id, :requested, :requester)
        """;
    of(increase.accountId(), increase.region(), insert)
        .param("executions", increase.executions())
        .param("id", increase.id())
        .param("requested", increase.requested().toEpochMilli())
        .param("requester", increase.requester())
        .update();
  }

  @Override
  public List<Increase> highest() {
    return database
        .jdbc()
        .sql(
            """
            SELECT * FROM account_limit_increase one WHERE executions =
              (SELECT MAX(executions) FROM account_limit_increase other
               WHERE other.account_id = one.account_id AND other.region = one.region)
            """)
        .query(SqlConcurrencyStore::increase)
        .list();
  }

  @Override
  public @Nullable Increase find(String accountId, String region, String id) {
    return of(
            accountId,
            region,
            "SELECT * FROM account_limit_increase" + OF_ACCOUNT + " AND id = :id")
        .param("id", id)
        .query(SqlConcurrencyStore::increase)
        .optional()
        .orElse(null);
  }

  @Override
  public List<Increase> increases(String accountId, String region, int below, int most) {
    return of(
            accountId,
            region,
            "SELECT * FROM account_limit_increase"
                + OF_ACCOUNT
                + " AND executions < :below ORDER BY executions DESC LIMIT :most")
        .param("below", below)
        .param("most", most)
        .query(SqlConcurrencyStore::increase)
        .list();
  }

  private StatementSpec of(FunctionId function, String sql) {
    return of(function.accountId(), function.region(), sql).param("name", function.name());
  }

  private StatementSpec of(String accountId, String region, String sql) {
    return database.jdbc().sql(sql).param("account", accountId).param("region", region);
  }

  private static Increase increase(ResultSet row, int number) throws SQLException {
    return new Increase(
        row.getString("account_id"),
        row.getString("region"),
        row.getInt("executions"),
        row.getString("id"),
        Instant.ofEpochMilli(row.getLong("requested")),
        row.getString("requester"));
  }
}
