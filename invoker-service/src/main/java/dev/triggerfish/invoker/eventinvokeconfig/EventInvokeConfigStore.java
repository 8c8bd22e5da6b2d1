package dev.triggerfish.invoker.eventinvokeconfig;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.FunctionKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Configurations, durably. They go with their functions. */
final class EventInvokeConfigStore {

  private static final String OF_FUNCTION =
      " WHERE account_id = :account AND region = :region AND name = :name";
  private static final String OF_QUALIFIER = OF_FUNCTION + " AND qualifier = :qualifier";

  private final Database database;

  EventInvokeConfigStore(Database database) {
    this.database = database;
  }

  @Nullable EventInvokeConfig find(FunctionKey function, String qualifier) {
    return found(function, qualifier, "");
  }

  /**
   * Changes a configuration as one step.
   *
   * @param change gets what is there, or {@link EventInvokeConfig#NONE}
   * @return what is there now; null if there is no such function
   */
  @Nullable EventInvokeConfig change(
      FunctionKey function, String qualifier, UnaryOperator<EventInvokeConfig> change) {
    try {
      return database
          .transactions()
          .execute(
              transaction -> {
                insertEmpty(function, qualifier);
                var before =
                    Objects.requireNonNullElse(
                        found(function, qualifier, " FOR UPDATE"), EventInvokeConfig.NONE);
                return replace(function, qualifier, change.apply(before));
              });
    } catch (DataIntegrityViolationException e) {
      return null;
    }
  }

  /** There is then a row to lock. */
  private void insertEmpty(FunctionKey function, String qualifier) {
    of(
            function,
            """
            INSERT INTO event_invoke_config (account_id, region, name, qualifier, modified)
            VALUES (:account, :region, :name, :qualifier, 0) ON CONFLICT DO NOTHING
            """)
        .param("qualifier", qualifier)
        .update();
  }

  private EventInvokeConfig replace(
      FunctionKey function, String qualifier, EventInvokeConfig config) {
    of(
            function,
            "UPDATE event_invoke_config SET retry_attempts = :retries,"
                + " event_age_seconds = :age, on_success = :onSuccess, on_failure = :onFailure,"
                + " modified = :modified"
                + OF_QUALIFIER)
        .param("qualifier", qualifier)
        .param("retries", config.maximumRetryAttempts())
        .param("age", config.maximumEventAgeSeconds())
        .param("onSuccess", config.onSuccess())
        .param("onFailure", config.onFailure())
        .param("modified", config.lastModified().toEpochMilli())
        .update();
    return config;
  }

  /** Removes a configuration; false if there was none. */
  boolean delete(FunctionKey function, String qualifier) {
    return of(function, "DELETE FROM event_invoke_config" + OF_QUALIFIER)
            .param("qualifier", qualifier)
            .update()
        == 1;
  }

  /**
   * A function's configurations by qualifier.
   *
   * @param after the qualifier that the page begins after; empty for the first
   * @param most how many at most
   */
  List<Qualified> list(FunctionKey function, String after, int most) {
    return of(
            function,
            "SELECT * FROM event_invoke_config"
                + OF_FUNCTION
                + " AND qualifier > :after ORDER BY qualifier LIMIT :most")
        .param("after", after)
        .param("most", most)
        .query((row, number) -> new Qualified(row.getString("qualifier"), read(row, number)))
        .list();
  }

  private @Nullable EventInvokeConfig found(FunctionKey function, String qualifier, String lock) {
    return of(function, "SELECT * FROM event_invoke_config" + OF_QUALIFIER + lock)
        .param("qualifier", qualifier)
        .query(EventInvokeConfigStore::read)
        .optional()
        .orElse(null);
  }

  private StatementSpec of(FunctionKey function, String sql) {
    return database
        .jdbc()
        .sql(sql)
        .param("account", function.accountId())
        .param("region", function.region())
        .param("name", function.name());
  }

  private static EventInvokeConfig read(ResultSet row, int number) throws SQLException {
    return new EventInvokeConfig(
        row.getObject("retry_attempts", Integer.class),
        row.getObject("event_age_seconds", Integer.class),
        row.getString("on_success"),
        row.getString("on_failure"),
        Instant.ofEpochMilli(row.getLong("modified")));
  }

  /** A configuration and whose it is. */
  record Qualified(String qualifier, EventInvokeConfig config) {}
}
