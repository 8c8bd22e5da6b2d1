package dev.triggerfish.eventbus.dynamodb.stream;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.contracts.StreamTopic;
import dev.triggerfish.eventbus.dynamodb.table.Key;
import dev.triggerfish.eventbus.dynamodb.table.StreamSettings;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The streams of all accounts and regions, and how far their shards are. */
final class StreamStore {

  private static final String COLUMNS =
      "account_id, region, table_name, label, definition, closed_at FROM dynamo_stream";

  private final Database database;
  private final JsonMapper json = JsonMapper.shared();

  StreamStore(Database database) {
    this.database = database;
  }

  /** What of a stream is stored as JSON. */
  private record Definition(Key key, StreamSettings settings) {}

  /** Keeps a table's new stream; false if the table has had one of this label. */
  boolean add(Table table, StreamTopic topic, StreamSettings settings) {
    return database
            .jdbc()
            .sql(
                "INSERT INTO dynamo_stream"
                    + " (account_id, region, table_name, label, topic, definition)"
                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
            .params(
                table.accountId(),
                table.region(),
                table.name(),
                settings.label(),
                topic.name(),
                json.writeValueAsString(new Definition(table.key(), settings)))
            .update()
        == 1;
  }

  /** Nothing more is written to a stream from now on. */
  void close(StreamTopic topic, long now) {
    database
        .jdbc()
        .sql("UPDATE dynamo_stream SET closed_at = ? WHERE topic = ?")
        .params(now, topic.name())
        .update();
  }

  /** A stream by its ARN; empty if there is none. */
  Optional<TableStream> find(String arn) {
    return StreamTopic.of(arn).flatMap(topic -> ofTopic(topic.name()));
  }

  /** The stream whose records a topic holds. */
  Optional<TableStream> ofTopic(String topic) {
    return database
        .jdbc()
        .sql("SELECT " + COLUMNS + " WHERE topic = ?")
        .param(topic)
        .query((row, _) -> stream(row))
        .optional();
  }

  /**
   * Streams of an account and region after one, in the order of tables and labels.
   *
   * @param table whose streams alone are wanted, or null
   * @param after null for the first ones
   */
  List<TableStream> list(
      String accountId,
      String region,
      @Nullable String table,
      @Nullable StreamTopic after,
      int most) {
    var afterTable = after == null ? "" : after.table();
    var afterLabel = after == null ? "" : label(after.arn());
    return database
        .jdbc()
        .sql(
            "SELECT "
                + COLUMNS
                + " WHERE account_id = :account AND region = :region"
                + (table == null ? "" : " AND table_name = :table")
                + " AND (table_name > :afterTable"
                + " OR (table_name = :afterTable AND label > :afterLabel))"
                + " ORDER BY table_name, label LIMIT :most")
        .param("account", accountId)
        .param("region", region)
        .param("table", table)
        .param("afterTable", afterTable)
        .param("afterLabel", afterLabel)
        .param("most", most)
        .query((row, _) -> stream(row))
        .list();
  }

  private static String label(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** All streams. */
  List<TableStream> all() {
    return database
        .jdbc()
        .sql("SELECT " + COLUMNS + " ORDER BY account_id, region, table_name, label")
        .query((row, _) -> stream(row))
        .list();
  }

  private TableStream stream(ResultSet row) throws SQLException {
    var definition = json.readValue(row.getString("definition"), Definition.class);
    var arn =
        "arn:aws:dynamodb:%s:%s:table/%s/stream/%s"
            .formatted(
                row.getString("region"),
                row.getString("account_id"),
                row.getString("table_name"),
                row.getString("label"));
    return new TableStream(
        StreamTopic.of(arn).orElseThrow(),
        definition.key(),
        definition.settings(),
        row.getObject("closed_at", Long.class));
  }

  /** How far a shard is. */
  ShardExtent extent(StreamTopic topic, int shard) {
    return new ShardExtent(
        number("trimmed_number FROM stream_trim", topic, shard),
        number("last_number FROM stream_outbox_shard", topic, shard));
  }

  private long number(String what, StreamTopic topic, int shard) {
    return database
        .jdbc()
        .sql("SELECT " + what + " WHERE topic = ? AND shard = ?")
        .params(topic.name(), shard)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /** Records up to this number are gone. */
  void trim(StreamTopic topic, int shard, long number) {
    var raised =
        database
            .jdbc()
            .sql(
                "UPDATE stream_trim SET trimmed_number = :number"
                    + " WHERE topic = :topic AND shard = :shard AND trimmed_number < :number")
            .param("number", number)
            .param("topic", topic.name())
            .param("shard", shard)
            .update();
    if (raised == 0) {
      database
          .jdbc()
          .sql(
              "INSERT INTO stream_trim (topic, shard, trimmed_number) VALUES (?, ?, ?)"
                  + " ON CONFLICT DO NOTHING")
          .params(topic.name(), shard, number)
          .update();
    }
  }

  /** Forgets a stream and all that was left of it. */
  void delete(StreamTopic topic) {
    database
        .transactions()
        .executeWithoutResult(
            _ ->
                List.of("stream_outbox", "stream_outbox_shard", "stream_trim", "dynamo_stream")
                    .forEach(
                        table ->
                            database
                                .jdbc()
                                .sql("DELETE FROM " + table + " WHERE topic = ?")
                                .param(topic.name())
                                .update()));
  }

  /** A shard with records that are on their way. */
  record Pending(String topic, int shard) {}

  /** The next shard with records that are on their way, after one; empty if there is none. */
  Optional<Pending> pendingAfter(Pending one) {
    return pending("topic = ? AND shard > ?", one.topic(), one.shard())
        .or(() -> pending("topic > ?", one.topic()));
  }

  /** Two steps, each of which an index answers whatever is pending in one shard. */
  private Optional<Pending> pending(String condition, Object... parameters) {
    return database
        .jdbc()
        .sql(
            "SELECT topic, shard FROM stream_outbox WHERE "
                + condition
                + " ORDER BY topic, shard LIMIT 1")
        .params(parameters)
        .query((row, _) -> new Pending(row.getString("topic"), row.getInt("shard")))
        .optional();
  }
}
