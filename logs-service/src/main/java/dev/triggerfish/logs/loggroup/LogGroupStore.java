package dev.triggerfish.logs.loggroup;

import dev.triggerfish.aws.storage.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The log groups of all accounts and regions. */
public final class LogGroupStore {

  private static final TypeReference<Map<String, String>> TAGS = new TypeReference<>() {};
  private static final String SELECT =
      """
      select g.id, g.account_id, g.region, g.name, g.created_at, g.retention_days, g.kms_key_id,
        g.tags, (select coalesce(sum(s.stored_bytes), 0) from log_stream s
          where s.group_id = g.id) as bytes
      from log_group g
      where g.account_id = :account and g.region = :region
      """;

  private final Database database;
  private final JsonMapper json = JsonMapper.builder().build();

  LogGroupStore(Database database) {
    this.database = database;
  }

  /** A group by its name, or null. */
  public @Nullable LogGroup find(String accountId, String region, String name) {
    return database
        .jdbc()
        .sql(SELECT + "and g.name = :name")
        .param("account", accountId)
        .param("region", region)
        .param("name", name)
        .query(this::read)
        .optional()
        .orElse(null);
  }

  /**
   * Groups by name.
   *
   * @param like part of a name for {@code like}, with {@code !} for escapes
   * @param after the name that the last page ended with, or empty
   */
  List<LogGroup> list(String accountId, String region, String like, String after, int limit) {
    return database
        .jdbc()
        .sql(
            SELECT
                + "and g.name like :like escape '!' and g.name > :after "
                + "order by g.name limit :limit")
        .param("account", accountId)
        .param("region", region)
        .param("like", like)
        .param("after", after)
        .param("limit", limit)
        .query(this::read)
        .list();
  }

  /** Makes a group that never expires; false if there is one of that name. */
  public boolean create(NewLogGroup group) {
    return database
            .jdbc()
            .sql(
                """
                insert into log_group (account_id, region, name, created_at, kms_key_id, tags)
                values (:account, :region, :name, :created, :kmsKey, :tags)
                on conflict do nothing
                """)
            .param("account", group.accountId())
            .param("region", group.region())
            .param("name", group.name())
            .param("created", group.creationTime())
            .param("kmsKey", group.kmsKeyId())
            .param("tags", json.writeValueAsString(group.tags()))
            .update()
        == 1;
  }

  /** Deletes a group with all that is in it. Streams go first: writers hold their rows. */
  void delete(long id) {
    database
        .transactions()
        .executeWithoutResult(
            status -> {
              for (var table :
                  List.of(
                      "delete from log_stream where group_id = :id",
                      "delete from log_event where group_id = :id",
                      "delete from log_group where id = :id")) {
                database.jdbc().sql(table).param("id", id).update();
              }
            });
  }

  void setRetention(long id, @Nullable Integer days) {
    database
        .jdbc()
        .sql("update log_group set retention_days = :days where id = :id")
        .param("days", days)
        .param("id", id)
        .update();
  }

  private LogGroup read(ResultSet row, int number) throws SQLException {
    return new LogGroup(
        row.getLong("id"),
        row.getString("account_id"),
        row.getString("region"),
        row.getString("name"),
        row.getLong("created_at"),
        row.getObject("retention_days", Integer.class),
        row.getString("kms_key_id"),
        json.readValue(row.getString("tags"), TAGS),
        row.getLong("bytes"));
  }
}
