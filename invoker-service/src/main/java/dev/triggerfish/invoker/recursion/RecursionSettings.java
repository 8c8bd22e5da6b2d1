package dev.triggerfish.invoker.recursion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.FunctionChanges;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionName;
import dev.triggerfish.invoker.function.FunctionVersion;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Which functions may go round in circles: found in memory, changed in the store first. */
public final class RecursionSettings implements FunctionChanges {

  private static final int MOST_IN_MEMORY = 10_000;
  private static final String OF_FUNCTION =
      " WHERE account_id = :account AND region = :region AND name = :name";

  private final Database database;
  private final Cache<FunctionKey, Boolean> inMemory =
      Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

  RecursionSettings(Database database) {
    this.database = database;
  }

  /**
   * Whether an invocation is one too many of its chain.
   *
   * @param traceHeader of the invocation
   */
  public boolean stops(FunctionName function, String traceHeader) {
    return Lineage.count(traceHeader, function.arn()) > Lineage.MOST_INVOCATIONS
        && !isAllowed(FunctionKey.of(function));
  }

  boolean isAllowed(FunctionKey function) {
    return inMemory.get(
        function,
        key ->
            !of(key, "SELECT 1 FROM recursion_allowed" + OF_FUNCTION)
                .query(Integer.class)
                .list()
                .isEmpty());
  }

  /** False if there is no such function. */
  boolean allow(FunctionKey function, boolean allowed) {
    try {
      var sql =
          allowed
              ? "INSERT INTO recursion_allowed (account_id, region, name)"
                  + " VALUES (:account, :region, :name) ON CONFLICT DO NOTHING"
              : "DELETE FROM recursion_allowed" + OF_FUNCTION;
      of(function, sql).update();
      return true;
    } catch (DataIntegrityViolationException e) {
      return false;
    } finally {
      inMemory.invalidate(function);
    }
  }

  private StatementSpec of(FunctionKey function, String sql) {
    return database
        .jdbc()
        .sql(sql)
        .param("account", function.accountId())
        .param("region", function.region())
        .param("name", function.name());
  }

  @Override
  public void functionUpdated(String retiredDeploymentId, FunctionVersion current) {
    // The setting is the function's, whatever it runs.
  }

  @Override
  public void functionDeleted(FunctionVersion last) {
    inMemory.invalidate(new FunctionKey(last.accountId(), last.region(), last.name()));
  }
}
