package dev.triggerfish.invoker.eventsource.mapping;

import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.invoker.function.FunctionName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Mappings, durably. A change compares the revision and raises it. */
final class MappingStore {

  private static final String OF_OWNER =
      " WHERE account_id = :account AND region = :region AND uuid = :uuid";
  private static final String OF_REVISION = " WHERE uuid = :uuid AND revision = :revision";
  private static final TypeReference<Map<String, String>> TAGS = new TypeReference<>() {};

  private final Database database;
  private final JsonMapper json = JsonMapper.shared();

  MappingStore(Database database) {
    this.database = database;
  }

  /** What never changes of itself, as JSON: one of the two sources is there. */
  private record Definition(
      MappedSource.@Nullable DynamoDbStream stream,
      MappedSource.@Nullable KafkaTopic topic,
      MappingSettings settings) {

    static Definition of(EventSourceMapping mapping) {
      return switch (mapping.source()) {
        case MappedSource.DynamoDbStream stream -> new Definition(stream, null, mapping.settings());
        case MappedSource.KafkaTopic topic -> new Definition(null, topic, mapping.settings());
      };
    }

    MappedSource source() {
      return stream != null ? stream : Objects.requireNonNull(topic);
    }
  }

  /**
   * Adds a mapping.
   *
   * @return null, or the UUID of the mapping that there is already of the same source and function
   */
  @Nullable String add(EventSourceMapping mapping, Map<String, String> tags) {
    try {
      written(
              mapping,
              """
              INSERT INTO event_source_mapping (uuid, account_id, region, name, qualifier, source,
                source_digest, definition, tags, enabled, state, last_result, modified, revision)
              VALUES (:uuid, :account, :region, :name, :qualifier, :source, :digest, :definition,
                :tags, :enabled, :state, :result, :modified, 0)
              """)
          .param("account", mapping.function().accountId())
          .param("region", mapping.function().region())
          .param("source", mapping.source().key())
          .param("digest", digest(mapping.source()))
          .param("tags", json.writeValueAsString(tags))
          .param("result", mapping.lastResult())
          .update();
      return null;
    } catch (DuplicateKeyException e) {
      var other = same(mapping);
      if (other == null) {
        throw e;
      }
      return other;
    }
  }

  /** UUID of another mapping of the same source and function, or null. */
  @Nullable String same(EventSourceMapping mapping) {
    var function = mapping.function();
    return database
        .jdbc()
        .sql(
            "SELECT uuid FROM event_source_mapping WHERE account_id = :account"
                + " AND region = :region AND name = :name AND qualifier = :qualifier"
                + " AND source_digest = :digest AND uuid <> :uuid")
        .param("account", function.accountId())
        .param("region", function.region())
        .param("name", function.name())
        .param("qualifier", qualifier(function))
        .param("digest", digest(mapping.source()))
        .param("uuid", mapping.uuid())
        .query(String.class)
        .optional()
        .orElse(null);
  }

  /**
   * Replaces what the mapping's owner says about it, and its state.
   *
   * @return false if it has changed meanwhile
   */
  boolean replace(EventSourceMapping mapping) {
    return written(
                mapping,
                "UPDATE event_source_mapping SET name = :name, qualifier = :qualifier,"
                    + " definition = :definition, enabled = :enabled, state = :state,"
                    + " modified = :modified, revision = revision + 1"
                    + OF_REVISION)
            .param("revision", mapping.revision())
            .update()
        == 1;
  }

  private StatementSpec written(EventSourceMapping mapping, String sql) {
    return database
        .jdbc()
        .sql(sql)
        .param("uuid", mapping.uuid())
        .param("name", mapping.function().name())
        .param("qualifier", qualifier(mapping.function()))
        .param("definition", json.writeValueAsString(Definition.of(mapping)))
        .param("enabled", mapping.enabled())
        .param("state", mapping.state().name())
        .param("modified", mapping.modified().toEpochMilli());
  }

  /** Notes what became of the last batch. */
  void note(String uuid, String result) {
    database
        .jdbc()
        .sql("UPDATE event_source_mapping SET last_result = :result WHERE uuid = :uuid")
        .param("result", result)
        .param("uuid", uuid)
        .update();
  }

  /** Removes a mapping unless it has changed meanwhile. */
  boolean remove(EventSourceMapping mapping) {
    return database
            .jdbc()
            .sql("DELETE FROM event_source_mapping" + OF_REVISION)
            .param("uuid", mapping.uuid())
            .param("revision", mapping.revision())
            .update()
        == 1;
  }

  @Nullable EventSourceMapping find(String accountId, String region, String uuid) {
    return owned("SELECT * FROM event_source_mapping" + OF_OWNER, accountId, region, uuid)
        .query(this::read)
        .optional()
        .orElse(null);
  }

  /** All mappings of all accounts. */
  List<EventSourceMapping> all() {
    return database.jdbc().sql("SELECT * FROM event_source_mapping").query(this::read).list();
  }

  /**
   * An account's mappings by UUID.
   *
   * @param source its key, or null for all
   * @param function null for all
   * @param after the UUID that the page begins after; empty for the first
   */
  List<EventSourceMapping> list(
      String accountId,
      String region,
      @Nullable String source,
      @Nullable FunctionName function,
      String after,
      int most) {
    var sql =
        "SELECT * FROM event_source_mapping WHERE account_id = :account AND region = :region"
            + " AND uuid > :after"
            + (source == null ? "" : " AND source = :source")
            + (function == null ? "" : " AND name = :name AND qualifier = :qualifier")
            + " ORDER BY uuid LIMIT :most";
    var statement =
        database
            .jdbc()
            .sql(sql)
            .param("account", accountId)
            .param("region", region)
            .param("after", after)
            .param("most", most);
    if (source != null) {
      statement.param("source", source);
    }
    if (function != null) {
      statement.param("name", function.name()).param("qualifier", qualifier(function));
    }
    return statement.query(this::read).list();
  }

  /** ARN of the function of a mapping, whoever's it is. */
  @Nullable String functionArn(String uuid) {
    return database
        .jdbc()
        .sql("SELECT * FROM event_source_mapping WHERE uuid = :uuid")
        .param("uuid", uuid)
        .query(this::read)
        .optional()
        .map(EventSourceMapping::functionArn)
        .orElse(null);
  }

  @Nullable Map<String, String> changeTags(
      String accountId, String region, String uuid, UnaryOperator<Map<String, String>> change) {
    return database
        .transactions()
        .execute(
            _ -> {
              var found =
                  owned(
                          "SELECT tags FROM event_source_mapping" + OF_OWNER + " FOR UPDATE",
                          accountId,
                          region,
                          uuid)
                      .query(String.class)
                      .optional()
                      .orElse(null);
              if (found == null) {
                return null;
              }
              var changed = change.apply(new LinkedHashMap<>(json.readValue(found, TAGS)));
              owned(
                      "UPDATE event_source_mapping SET tags = :tags" + OF_OWNER,
                      accountId,
                      region,
                      uuid)
                  .param("tags", json.writeValueAsString(changed))
                  .update();
              return changed;
            });
  }

  private StatementSpec owned(String sql, String accountId, String region, String uuid) {
    return database
        .jdbc()
        .sql(sql)
        .param("account", accountId)
        .param("region", region)
        .param("uuid", uuid);
  }

  private EventSourceMapping read(ResultSet row, int number) throws SQLException {
    var qualifier = row.getString("qualifier");
    var definition = json.readValue(row.getString("definition"), Definition.class);
    return new EventSourceMapping(
        row.getString("uuid"),
        new FunctionName(
            row.getString("account_id"),
            row.getString("region"),
            row.getString("name"),
            qualifier.isEmpty() ? null : qualifier),
        definition.source(),
        definition.settings(),
        row.getBoolean("enabled"),
        MappingState.valueOf(row.getString("state")),
        row.getString("last_result"),
        Instant.ofEpochMilli(row.getLong("modified")),
        row.getLong("revision"));
  }

  private static String qualifier(FunctionName function) {
    return Objects.requireNonNullElse(function.qualifier(), "");
  }

  private static String digest(MappedSource source) {
    return Digest.SHA256.hex(source.key());
  }
}
