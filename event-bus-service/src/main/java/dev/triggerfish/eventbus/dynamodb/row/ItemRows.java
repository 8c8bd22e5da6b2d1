package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.eventbus.dynamodb.table.TableRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
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
        .sql("SELECT k, ver, v FROM item WHERE k = ?")
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
        .sql("SELECT k, ver, v FROM item WHERE k IN (:keys)")
        .param("keys", keys.stream().map(RowKey::bytes).toList())
        .query(ItemRows::read)
        .list()
        .forEach(row -> found.put(row.key(), row));
    return found;
  }

  /** The first rows of a range, in order, or the last ones from the end. */
  public List<Row> read(RowRange range, boolean backward, int most) {
    return database
        .jdbc()
        .sql(
            "SELECT k, ver, v FROM item WHERE k >= ? AND k < ? ORDER BY k"
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

  /** Writes a row that is not there yet; false if one is. */
  boolean insert(RowKey key, long version, byte[] bytes) {
    return database
            .jdbc()
            .sql("INSERT INTO item (k, ver, v) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            .params(key.bytes(), version, bytes)
            .update()
        == 1;
  }

  /** Replaces a row; false if it is not the one that was read. */
  boolean replace(Row read, long version, byte[] bytes) {
    return database
            .jdbc()
            .sql("UPDATE item SET ver = ?, v = ? WHERE k = ? AND ver = ?")
            .params(version, bytes, read.key().bytes(), read.version())
            .update()
        == 1;
  }

  /** Deletes a row; false if it is not the one that was read. */
  boolean delete(Row read) {
    return database
            .jdbc()
            .sql("DELETE FROM item WHERE k = ? AND ver = ?")
            .params(read.key().bytes(), read.version())
            .update()
        == 1;
  }

  /** Holds a row as it was read until the end of the transaction; false if it has changed. */
  boolean hold(Row read) {
    return database
            .jdbc()
            .sql("UPDATE item SET ver = ver WHERE k = ? AND ver = ?")
            .params(read.key().bytes(), read.version())
            .update()
        == 1;
  }

  /** Writes an entry of an index, whether there is one or not. */
  void put(RowKey key, byte[] bytes) {
    var updated =
        database
            .jdbc()
            .sql("UPDATE item SET v = ? WHERE k = ?")
            .params(bytes, key.bytes())
            .update();
    if (updated == 0) {
      insert(key, 0, bytes);
    }
  }

  /** Deletes an entry of an index, if it is there. */
  void delete(RowKey key) {
    database.jdbc().sql("DELETE FROM item WHERE k = ?").param(key.bytes()).update();
  }

  /** Deletes some rows of a range; how many. */
  int deleteSome(RowRange range, int most) {
    var last =
        read(range, false, most).stream().map(Row::key).reduce((_, second) -> second).orElse(null);
    return last == null
        ? 0
        : database
            .jdbc()
            .sql("DELETE FROM item WHERE k >= ? AND k <= ?")
            .params(range.from().bytes(), last.bytes())
            .update();
  }

  private static Row read(ResultSet row, int number) throws SQLException {
    return new Row(new RowKey(row.getBytes("k")), row.getLong("ver"), row.getBytes("v"));
  }
}
