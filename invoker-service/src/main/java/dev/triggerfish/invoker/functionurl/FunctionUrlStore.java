package dev.triggerfish.invoker.functionurl;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.FunctionName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import tools.jackson.databind.json.JsonMapper;

/** Function URLs, durably. They go with their functions. */
final class FunctionUrlStore {

  /** What became of an insertion. */
  enum Insertion {
    DONE,
    /** The function or alias has a URL. */
    EXISTS,
    /** There is no such function. */
    NO_FUNCTION
  }

  private static final String OF_FUNCTION =
      " WHERE account_id = :account AND region = :region AND name = :name";
  private static final String OF_QUALIFIER = OF_FUNCTION + " AND qualifier = :qualifier";

  private final Database database;
  private final JsonMapper json = JsonMapper.builder().build();

  FunctionUrlStore(Database database) {
    this.database = database;
  }

  Insertion insert(FunctionUrl url) {
    try {
      content(
              of(
                  url.function(),
                  """
                  INSERT INTO function_url (url_id, account_id, region, name, qualifier, auth_type,
                    cors, created, modified)
                  VALUES (:id, :account, :region, :name, :qualifier, :authType,
                    :cors, :created, :modified)
                  """),
              url)
          .param("id", url.urlId())
          .param("created", micros(url.created()))
          .update();
      return Insertion.DONE;
    } catch (DuplicateKeyException e) {
      return Insertion.EXISTS;
    } catch (DataIntegrityViolationException e) {
      return Insertion.NO_FUNCTION;
    }
  }

  @Nullable FunctionUrl find(String urlId) {
    return database
        .jdbc()
        .sql("SELECT * FROM function_url WHERE url_id = :id")
        .param("id", urlId)
        .query(this::read)
        .optional()
        .orElse(null);
  }

  /** The URL of a function, or of an alias if the name has a qualifier. */
  @Nullable FunctionUrl find(FunctionName function) {
    return found(of(function, "SELECT * FROM function_url" + OF_QUALIFIER));
  }

  /** Changes a URL as one step; null if there is none. */
  @Nullable FunctionUrl update(FunctionName function, UnaryOperator<FunctionUrl> change) {
    return database
        .transactions()
        .execute(
            transaction -> {
              var before =
                  found(of(function, "SELECT * FROM function_url" + OF_QUALIFIER + " FOR UPDATE"));
              return before == null ? null : replace(change.apply(before));
            });
  }

  private FunctionUrl replace(FunctionUrl url) {
    content(
            of(
                url.function(),
                "UPDATE function_url SET auth_type = :authType, cors = :cors,"
                    + " modified = :modified"
                    + OF_QUALIFIER),
            url)
        .update();
    return url;
  }

  /** Removes a URL; null if there was none. */
  @Nullable FunctionUrl delete(FunctionName function) {
    return database
        .transactions()
        .execute(
            transaction -> {
              var last = find(function);
              of(function, "DELETE FROM function_url" + OF_QUALIFIER).update();
              return last;
            });
  }

  /**
   * The URLs of a function and its aliases, by id.
   *
   * @param after the id that the page begins after; empty for the first
   * @param most how many at most
   */
  List<FunctionUrl> list(FunctionName function, String after, int most) {
    var sql =
        "SELECT * FROM function_url"
            + OF_FUNCTION
            + " AND url_id > :after ORDER BY url_id LIMIT :most";
    return database
        .jdbc()
        .sql(sql)
        .param("account", function.accountId())
        .param("region", function.region())
        .param("name", function.name())
        .param("after", after)
        .param("most", most)
        .query(this::read)
        .list();
  }

  private StatementSpec of(FunctionName function, String sql) {
    return database
        .jdbc()
        .sql(sql)
        .param("account", function.accountId())
        .param("region", function.region())
        .param("name", function.name())
        .param("qualifier", Objects.requireNonNullElse(function.qualifier(), ""));
  }

  private StatementSpec content(StatementSpec statement, FunctionUrl url) {
    return statement
        .param("authType", url.authType().toString())
        .param("cors", url.cors() == null ? null : json.writeValueAsString(url.cors()))
        .param("modified", micros(url.modified()));
  }

  private @Nullable FunctionUrl found(StatementSpec statement) {
    return statement.query(this::read).optional().orElse(null);
  }

  private FunctionUrl read(ResultSet row, int number) throws SQLException {
    var qualifier = row.getString("qualifier");
    var cors = row.getString("cors");
    return new FunctionUrl(
        row.getString("url_id"),
        new FunctionName(
            row.getString("account_id"),
            row.getString("region"),
            row.getString("name"),
            qualifier.isEmpty() ? null : qualifier),
        FunctionUrlAuthType.fromValue(row.getString("auth_type")),
        cors == null ? null : json.readValue(cors, CorsSettings.class),
        instant(row.getLong("created")),
        instant(row.getLong("modified")));
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
