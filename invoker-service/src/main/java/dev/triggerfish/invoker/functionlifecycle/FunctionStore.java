package dev.triggerfish.invoker.functionlifecycle;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.aws.storage.StoredText;
import dev.triggerfish.invoker.function.FunctionCatalog;
import dev.triggerfish.invoker.function.FunctionKey;
import dev.triggerfish.invoker.function.FunctionVersion;
import dev.triggerfish.invoker.functionconfig.CodeSettings;
import dev.triggerfish.invoker.functionconfig.FunctionSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Functions, durably: what a method has returned from survives the process. */
final class FunctionStore {

  private static final TypeReference<LinkedHashMap<String, String>> TAGS = new TypeReference<>() {};
  private static final String OF_FUNCTION =
      " WHERE account_id = :account AND region = :region AND name = :name";

  private final Database database;
  private final JsonMapper json = JsonMapper.builder().build();

  FunctionStore(Database database) {
    this.database = database;
  }

  /** Code and settings, as one JSON document. */
  private record Content(CodeSettings code, FunctionSettings settings) {}

  /**
   * Adds a function; false if there is one of that name.
   *
   * @param published its first published version, or null
   */
  boolean insert(
      StoredFunction function, @Nullable StoredFunction published, Map<String, String> tags) {
    try {
      database.transactions().executeWithoutResult(transaction -> add(function, published, tags));
      return true;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  private void add(
      StoredFunction function, @Nullable StoredFunction published, Map<String, String> tags) {
    of(
            function.key(),
            "INSERT INTO lambda_function (account_id, region, name, tags, last_version)"
                + " VALUES (:account, :region, :name, :tags, :last)")
        .param("tags", json.writeValueAsString(tags))
        .param("last", published == null ? 0 : published.number())
        .update();
    addVersion(function);
    if (published != null) {
      addVersion(published);
    }
  }

  private static @Nullable String stored(@Nullable String text) {
    return text == null ? null : StoredText.of(text);
  }

  private void addVersion(StoredFunction function) {
    var statement =
        of(
                function.key(),
                """
                INSERT INTO function_version (account_id, region, name, version, life_cycle,
                  revision_id, last_modified, settings, code_sha256, snapshot_id, serving,
                  serving_code_sha256, version_number, source_description)
                VALUES (:account, :region, :name, :version, :lifeCycle, :revision, :modified,
                  :settings, :code, :snapshot, :serving, :servingCode, :number, :source)
                """)
            .param("number", function.number())
            .param("source", stored(function.sourceDescription()));
    content(statement, function).update();
  }

  @Nullable StoredFunction find(FunctionKey key, String version) {
    return of(key, "SELECT * FROM function_version" + OF_FUNCTION + " AND version = :version")
        .param("version", version)
        .query(this::read)
        .optional()
        .orElse(null);
  }

  /** Replaces a version if it still has the given revision; false if it has not, or is gone. */
  boolean replace(String expectedRevisionId, StoredFunction replacement) {
    var statement =
        of(
                replacement.key(),
                """
                UPDATE function_version SET life_cycle = :lifeCycle, revision_id = :revision,
                  last_modified = :modified, settings = :settings, code_sha256 = :code,
                  snapshot_id = :snapshot, serving = :serving, serving_code_sha256 = :servingCode
                """
                    + OF_FUNCTION
                    + " AND version = :version AND revision_id = :expected")
            .param("expected", expectedRevisionId);
    return content(statement, replacement).update() == 1;
  }

  /** Replaces {@code $LATEST} like {@link #replace} and adds a version, both or none. */
  boolean publish(String expectedRevisionId, StoredFunction latest, StoredFunction published) {
    var done =
        database
            .transactions()
            .execute(
                transaction -> {
                  if (!replace(expectedRevisionId, latest)) {
                    return false;
                  }
                  of(latest.key(), "UPDATE lambda_function SET last_version = :last" + OF_FUNCTION)
                      .param("last", published.number())
                      .update();
                  addVersion(published);
                  return true;
                });
    return Boolean.TRUE.equals(done);
  }

  /** The highest number that a version of the function has ever had; 0 if none has. */
  long lastVersion(FunctionKey key) {
    return of(key, "SELECT last_version FROM lambda_function" + OF_FUNCTION)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /**
   * Removes a function with all its versions.
   *
   * @param dependents removes what hangs on them, before them; gives the names of that
   * @return the versions and what the dependents were; null if there was no function
   */
  @Nullable List<String> delete(FunctionKey key, Supplier<List<String>> dependents) {
    return database
        .transactions()
        .execute(
            transaction -> {
              if (lockedTags(key) == null) {
                return null;
              }
              var removed = new ArrayList<>(dependents.get());
              removed.addAll(
                  of(key, "SELECT version FROM function_version" + OF_FUNCTION)
                      .query(String.class)
                      .list());
              of(key, "DELETE FROM lambda_function" + OF_FUNCTION).update();
              return removed;
            });
  }

  /**
   * Removes a published version; false if there was none.
   *
   * @throws org.springframework.dao.DataIntegrityViolationException if an alias leads to it
   */
  boolean deleteVersion(FunctionKey key, String version) {
    var sql = "DELETE FROM function_version" + OF_FUNCTION + " AND version = :version";
    var deleted =
        database
            .transactions()
            .execute(
                transaction ->
                    lockedTags(key) == null ? 0 : of(key, sql).param("version", version).update());
    return Objects.equals(deleted, 1);
  }

  /**
   * {@code $LATEST} of an account's functions in one region, by name.
   *
   * @param after the name that the page begins after; empty for the first
   * @param most how many at most
   */
  List<StoredFunction> list(String accountId, String region, String after, int most) {
    return of(
            new FunctionKey(accountId, region, after),
            """
            SELECT * FROM function_version
            WHERE account_id = :account AND region = :region AND name > :name
              AND version = :version
            ORDER BY name LIMIT :most
            """)
        .param("version", FunctionVersion.LATEST)
        .param("most", most)
        .query(this::read)
        .list();
  }

  /**
   * All versions of an account's functions in one region, by name and number.
   *
   * @param after the function that the page begins after, or in
   * @param afterNumber the version of that function that the page begins after; -1 for none
   * @param most how many at most
   */
  List<StoredFunction> listAll(FunctionKey after, long afterNumber, int most) {
    return of(
            after,
            """
            SELECT * FROM function_version
            WHERE account_id = :account AND region = :region
              AND (name > :name OR (name = :name AND version_number > :number))
            ORDER BY name, version_number LIMIT :most
            """)
        .param("number", afterNumber)
        .param("most", most)
        .query(this::read)
        .list();
  }

  /**
   * The versions of a function, {@code $LATEST} and then by number.
   *
   * @param afterNumber the version that the page begins after; -1 for none
   * @param most how many at most
   */
  List<StoredFunction> versions(FunctionKey key, long afterNumber, int most) {
    return of(
            key,
            "SELECT * FROM function_version"
                + OF_FUNCTION
                + " AND version_number > :number ORDER BY version_number LIMIT :most")
        .param("number", afterNumber)
        .param("most", most)
        .query(this::read)
        .list();
  }

  /** All versions whose creation or update is still in progress. */
  List<StoredFunction> inProgress() {
    var states =
        Arrays.stream(LifeCycle.values()).filter(LifeCycle::inProgress).map(Enum::name).toList();
    return database
        .jdbc()
        .sql("SELECT * FROM function_version WHERE life_cycle IN (:states)")
        .param("states", states)
        .query(this::read)
        .list();
  }

  /** Empty for a function that has none, or does not exist. */
  Map<String, String> tags(FunctionKey key) {
    return of(key, "SELECT tags FROM lambda_function" + OF_FUNCTION)
        .query(String.class)
        .optional()
        .<Map<String, String>>map(tags -> json.readValue(tags, TAGS))
        .orElse(Map.of());
  }

  /** Changes a function's tags, one change at a time; false if there is no function. */
  boolean changeTags(FunctionKey key, UnaryOperator<Map<String, String>> change) {
    var changed =
        database
            .transactions()
            .execute(
                transaction -> {
                  var before = lockedTags(key);
                  if (before == null) {
                    return false;
                  }
                  of(key, "UPDATE lambda_function SET tags = :tags" + OF_FUNCTION)
                      .param("tags", json.writeValueAsString(change.apply(before)))
                      .update();
                  return true;
                });
    return Boolean.TRUE.equals(changed);
  }

  /** Keeps all others from changing the function until the transaction ends; null if it is gone. */
  private @Nullable Map<String, String> lockedTags(FunctionKey key) {
    return of(key, "SELECT tags FROM lambda_function" + OF_FUNCTION + " FOR UPDATE")
        .query(String.class)
        .optional()
        .map(tags -> json.readValue(tags, TAGS))
        .orElse(null);
  }

  FunctionCatalog.Usage usage(String accountId, String region) {
    var names = new HashSet<String>();
    var bytes = new AtomicLong();
    database
        .jdbc()
        .sql(
            "SELECT name, settings FROM function_version"
                + " WHERE account_id = :account AND region = :region")
        .param("account", accountId)
        .param("region", region)
        .query(
            row -> {
              names.add(row.getString("name"));
              bytes.addAndGet(
                  json.readValue(row.getString("settings"), Content.class).code().size());
            });
    return new FunctionCatalog.Usage(names.size(), bytes.get());
  }

  private StatementSpec of(FunctionKey key, String sql) {
    return database
        .jdbc()
        .sql(sql)
        .param("account", key.accountId())
        .param("region", key.region())
        .param("name", key.name());
  }

  private StatementSpec content(StatementSpec statement, StoredFunction function) {
    var serving = function.serving();
    var content = new Content(function.code(), function.settings());
    return statement
        .param("version", function.version())
        .param("lifeCycle", function.lifeCycle().name())
        .param("revision", function.revisionId())
        .param("modified", function.lastModified().toEpochMilli())
        .param("settings", json.writeValueAsString(content))
        .param("code", function.code().sha256())
        .param("snapshot", serving == null ? null : serving.id())
        .param("serving", serving == null ? null : json.writeValueAsString(serving))
        .param("servingCode", serving == null ? null : serving.code().sha256());
  }

  private StoredFunction read(ResultSet row, int number) throws SQLException {
    var content = json.readValue(row.getString("settings"), Content.class);
    var serving = row.getString("serving");
    return new StoredFunction(
        new FunctionKey(
            row.getString("account_id"), row.getString("region"), row.getString("name")),
        row.getString("version"),
        LifeCycle.valueOf(row.getString("life_cycle")),
        row.getString("revision_id"),
        Instant.ofEpochMilli(row.getLong("last_modified")),
        content.code(),
        content.settings(),
        serving == null ? null : json.readValue(serving, Deployment.class),
        row.getString("source_description"));
  }
}
