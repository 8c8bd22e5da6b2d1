package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.eventbus.dynamodb.table.TableRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows in SQL. */
public final class ItemRows {

  private final Database database;

  ItemRows(Database database) {
    this.database = database;
  }

  /** A row, or null. */
  public @Nullable Row find(RowKey key) {
    return database
        .jdbc()
        .sql("SELECT k, v FROM item WHERE k = ?")
        .param(key.bytes())
        .query(ItemRows::read)
        .optional()
        .orElse(null);
  }

  /** Those rows that are there, as of one moment. */
  public Map<RowKey, Row> find(Collection<RowKey> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    var found = HashMap.<RowKey, Row>newHashMap(keys.size());
    database
        .jdbc()
        .sql("SELECT k, v FROM item WHERE k IN (:keys)")
        .param("keys", padded(keys.stream().map(RowKey::bytes).toList()))
        .query(ItemRows::read)
        .list()
        .forEach(row -> found.put(row.key(), row));
    return found;
  }

  /** Up to a power of two with the last key: a database knows so few statements by heart. */
  private static List<byte[]> padded(List<byte[]> keys) {
    var most = Integer.highestOneBit(keys.size() * 2 - 1);
    var padded = new ArrayList<>(keys);
    padded.addAll(Collections.nCopies(most - keys.size(), keys.getLast()));
    return padded;
  }

  /** The first rows of a range, in order, or the last ones from the end. */
  public List<Row> read(RowRange range, boolean backward, int most) {
    return database
        .jdbc()
        .sql(
            "SELECT k, v FROM item WHERE k >= ? AND k < ? ORDER BY k"
                + (backward ? " DESC" : "")
                + " LIMIT ?")
        .params(range.from().bytes(), range.to().bytes(), most)
        .query(ItemRows::read)
        .list();
  }

  /** How many rows a range has, and how many bytes are in them. */
  public TableRows.Extent extent(RowRange range) {
    return database
        .jdbc()
        .sql(
            "SELECT COUNT(*) AS n, COALESCE(SUM(LENGTH(v)), 0) AS b FROM item WHERE k >= ? AND k < ?")
        .params(range.from().bytes(), range.to().bytes())
        .query((row, _) -> new TableRows.Extent(row.getLong("n"), row.getLong("b")))
        .single();
  }

  /** Writes a row that is not there, or is all the same. */
  void insert(RowKey key, byte[] bytes) {
    var inserted =
        database
            .jdbc()
            .sql("INSERT INTO item (k, v) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .params(key.bytes(), bytes)
            .update();
    if (inserted == 0) {
      replace(key, bytes);
    }
  }

  /** Writes a row that is there; false if it is not. */
  boolean replace(RowKey key, byte[] bytes) {
    return database
            .jdbc()
            .sql("UPDATE item SET v = ? WHERE k = ?")
            .params(bytes, key.bytes())
            .update()
        == 1;
  }

  /** Deletes a row, if it is there. */
  void delete(RowKey key) {
    database.jdbc().sql("DELETE FROM item WHERE k = ?").param(key.bytes()).update();
  }

  /** Deletes some rows of a range; how many. */
  int deleteSome(RowRange range, int most) {
    var keys =
        database
            .jdbc()
            .sql("SELECT k FROM item WHERE k >= ? AND k < ? ORDER BY k LIMIT ?")
            .params(range.from().bytes(), range.to().bytes(), most)
            .query((row, _) -> row.getBytes("k"))
            .list();
    return keys.isEmpty()
        ? 0
        : database
            .jdbc()
            .sql("DELETE FROM item WHERE k >= ? AND k <= ?")
            .params(range.from().bytes(), keys.getLast())
            .update();
  }

  private static Row read(ResultSet row, int number) throws SQLException {
    return new Row(new RowKey(row.getBytes("k")), row.getBytes("v"));
  }
}
