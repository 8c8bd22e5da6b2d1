package dev.triggerfish.aws.kafka.outbox;

import dev.triggerfish.aws.storage.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of one topic in the tables of an outbox. */
final class OutboxStore {

  /** Rows of one statement at most. */
  private static final int ROWS = 64;

  /** Payloads that are read at once. */
  private static final int BYTES = 4 * 1024 * 1024;

  private final Database database;
  private final String table;
  private final String topic;
  private final JsonMapper json = JsonMapper.shared();

  /**
   * @param table the outbox's; the counters are in a table of this name and {@code _shard}
   */
  OutboxStore(Database database, String table, String topic) {
    this.database = database;
    this.table = table;
    this.topic = topic;
  }

  /**
   * Numbers entries and writes them. From here on until the commit no other transaction gets a
   * number of these shards: so numbers are in commit order. Shards are locked in their order, so
   * that two transactions never wait for each other.
   */
  void append(List<OutboxEntry> entries) {
    var shards =
        entries.stream()
            .collect(Collectors.groupingBy(OutboxEntry::shard, TreeMap::new, Collectors.toList()));
    shards.forEach(
        (shard, ofShard) -> {
          var number = advance(shard, ofShard.size()) - ofShard.size() + 1;
          for (var from = 0; from < ofShard.size(); ) {
            // Powers of two: a database knows so few statements by heart.
            var count = Math.min(ROWS, Integer.highestOneBit(ofShard.size() - from));
            insert(number + from, ofShard.subList(from, from + count));
            from += count;
          }
        });
  }

  /** Returns the last of the numbers that now belong to this transaction. */
  private long advance(int shard, int by) {
    if (raise(shard, by) == 0) {
      database
          .jdbc()
          .sql(
              "INSERT INTO "
                  + table
                  + "_shard (topic, shard, last_number) VALUES (:topic, :shard, 0)"
                  + " ON CONFLICT DO NOTHING")
          .param("topic", topic)
          .param("shard", shard)
          .update();
      raise(shard, by);
    }
    return database
        .jdbc()
        .sql("SELECT last_number FROM " + table + "_shard WHERE topic = :topic AND shard = :shard")
        .param("topic", topic)
        .param("shard", shard)
        .query(Long.class)
        .single();
  }

  private int raise(int shard, int by) {
    return database
        .jdbc()
        .sql(
            "UPDATE "
                + table
                + "_shard SET last_number = last_number + :by"
                + " WHERE topic = :topic AND shard = :shard")
        .param("by", by)
        .param("topic", topic)
        .param("shard", shard)
        .update();
  }

  private void insert(long firstNumber, List<OutboxEntry> entries) {
    var values = new ArrayList<@Nullable Object>(entries.size() * 6);
    var number = firstNumber;
    for (var entry : entries) {
      values.add(topic);
      values.add(entry.shard());
      values.add(number++);
      values.add(entry.key());
      values.add(entry.headers().isEmpty() ? null : json.writeValueAsString(entry.headers()));
      values.add(entry.payload());
    }
    database
        .jdbc()
        .sql(
            "INSERT INTO "
                + table
                + " (topic, shard, sequence_number, record_key, headers, payload) VALUES "
                + String.join(", ", Collections.nCopies(entries.size(), "(?, ?, ?, ?, ?, ?)")))
        .params(values)
        .update();
  }

  /** The rows of a shard that wait longest, in order: not more than fit into some memory. */
  List<OutboxRow> oldest(int shard, int limit) {
    var last = lastThatFits(shard, limit);
    if (last.isEmpty()) {
      return List.of();
    }
    return database
        .jdbc()
        .sql(
            "SELECT sequence_number, shard, record_key, headers, payload FROM "
                + table
                + " WHERE topic = :topic AND shard = :shard AND sequence_number <= :last"
                + " ORDER BY sequence_number")
        .param("topic", topic)
        .param("shard", shard)
        .param("last", last.getAsLong())
        .query((row, _) -> row(row))
        .list();
  }

  private OptionalLong lastThatFits(int shard, int limit) {
    return database
        .jdbc()
        .sql(
            "SELECT sequence_number, OCTET_LENGTH(payload) FROM "
                + table
                + " WHERE topic = :topic AND shard = :shard ORDER BY sequence_number LIMIT :limit")
        .param("topic", topic)
        .param("shard", shard)
        .param("limit", limit)
        .query((ResultSetExtractor<OptionalLong>) OutboxStore::lastThatFits);
  }

  /** At least one, however large it is. */
  private static OptionalLong lastThatFits(ResultSet rows) throws SQLException {
    var last = OptionalLong.empty();
    var bytes = 0L;
    while (rows.next()) {
      bytes += rows.getLong(2);
      if (last.isPresent() && bytes > BYTES) {
        return last;
      }
      last = OptionalLong.of(rows.getLong(1));
    }
    return last;
  }

  private OutboxRow row(ResultSet row) throws SQLException {
    return new OutboxRow(
        row.getLong("sequence_number"),
        new OutboxEntry(
            row.getInt("shard"),
            row.getString("record_key"),
            headers(row.getString("headers")),
            row.getBytes("payload")));
  }

  private Map<String, String> headers(@Nullable String text) {
    return text == null ? Map.of() : json.readValue(text, new TypeReference<>() {});
  }

  void removeUpTo(int shard, long number) {
    database
        .jdbc()
        .sql(
            "DELETE FROM "
                + table
                + " WHERE topic = :topic AND shard = :shard AND sequence_number <= :number")
        .param("topic", topic)
        .param("shard", shard)
        .param("number", number)
        .update();
  }
}
