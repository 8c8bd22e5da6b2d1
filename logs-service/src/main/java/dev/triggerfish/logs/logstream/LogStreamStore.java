package dev.triggerfish.logs.logstream;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.logs.storage.LikePattern;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log streams of all groups. */
public final class LogStreamStore {

  private static final String SELECT =
      """
      select id, group_id, name, created_at, first_event_at, last_event_at, last_ingested_at
      from log_stream
      where group_id = :group
      """;

  private final Database database;

  LogStreamStore(Database database) {
    this.database = database;
  }

  /** A stream by its name, or null. */
  public @Nullable LogStream find(long groupId, String name) {
    return database
        .jdbc()
        .sql(SELECT + "and name = :name")
        .param("group", groupId)
        .param("name", name)
        .query(LogStreamStore::read)
        .optional()
        .orElse(null);
  }

  /** Ids of the streams with these names; the names are those of one request. */
  public List<Long> ids(long groupId, List<String> names) {
    return database
        .jdbc()
        .sql("select id from log_stream where group_id = :group and name in (:names)")
        .param("group", groupId)
        .param("names", names)
        .query((row, number) -> row.getLong("id"))
        .list();
  }

  /** Makes an empty stream; false if there is one of that name. */
  public boolean create(long groupId, String name, long creationTime) {
    return database
            .jdbc()
            .sql(
                """
                insert into log_stream (group_id, name, created_at)
                values (:group, :name, :created)
                on conflict do nothing
                """)
            .param("group", groupId)
            .param("name", name)
            .param("created", creationTime)
            .update()
        == 1;
  }

  /** Deletes a stream with its events. The stream goes first: its writers hold its row. */
  void delete(long id) {
    database
        .transactions()
        .executeWithoutResult(
            status -> {
              database.jdbc().sql("delete from log_stream where id = :id").param("id", id).update();
              database
                  .jdbc()
                  .sql("delete from log_event where stream_id = :id")
                  .param("id", id)
                  .update();
            });
  }

  /** A page of streams, from {@code after} on (exclusive) in the page's order. */
  List<LogStream> list(
      long groupId, StreamOrder order, String prefix, StreamPosition after, int limit) {
    return database
        .jdbc()
        .sql(
            SELECT
                + "and name like :like escape '!' and ("
                + order.after()
                + ") order by "
                + order.by()
                + " limit :limit")
        .param("group", groupId)
        .param("like", LikePattern.prefix(prefix))
        .param("start", after.isStart())
        .param("name", after.name())
        .param("time", after.time())
        .param("limit", limit)
        .query(LogStreamStore::read)
        .list();
  }

  private static LogStream read(ResultSet row, int number) throws SQLException {
    return new LogStream(
        row.getLong("id"),
        row.getLong("group_id"),
        row.getString("name"),
        row.getLong("created_at"),
        row.getObject("first_event_at", Long.class),
        row.getObject("last_event_at", Long.class),
        row.getObject("last_ingested_at", Long.class));
  }
}
