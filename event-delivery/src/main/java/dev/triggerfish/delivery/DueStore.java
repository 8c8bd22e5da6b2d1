package dev.triggerfish.delivery;

import dev.triggerfish.aws.storage.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Items, durably. Each is claimed by one process at a time, by a compare-and-set of its owner; a
 * process that does not say in time that it is alive loses its claims, and only an item's owner can
 * write down what became of it.
 *
 * <p>A service's migrations make the two tables, {@code t} and {@code t_owner}, with these columns;
 * times of items are milliseconds since the epoch in platform time, those of owners in wall time:
 *
 * <pre>
 * t: id, lane, due, bytes (of the payload), header, payload, state, owner (null: nobody), claim
 * t_owner: owner, instance, alive_until
 * </pre>
 *
 * @param <T> the service's items
 */
public final class DueStore<T extends DueItem> {

  private static final Logger LOG = LoggerFactory.getLogger(DueStore.class);
  private static final int ROWS_PER_INSERT = 100;
  private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Database database;
  private final String table;
  private final Owner owner;
  private final ItemFormat<T> format;

  /**
   * A store over a service's table.
   *
   * @param table its name, of lower-case letters and underscores
   */
  public DueStore(Database database, String table, Owner owner, ItemFormat<T> format) {
    if (!table.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z'))) {
      throw new IllegalArgumentException(table + " is no name of a table");
    }
    this.database = database;
    this.table = table;
    this.owner = owner;
    this.format = format;
  }

  /**
   * Adds items, due at once, in the running transaction or else in one of its own; those that are
   * there already stay as they are.
   *
   * @param claim of those that are claimed
   * @return the IDs of those that were not there
   */
  Set<String> add(List<NewItem<T>> items, long due, String claim) {
    var added =
        database
            .transactions()
            .execute(
                _ -> {
                  var fresh = new HashSet<String>();
                  for (var at = 0; at < items.size(); at += ROWS_PER_INSERT) {
                    var some = items.subList(at, Math.min(items.size(), at + ROWS_PER_INSERT));
                    fresh.addAll(insert(some, due, claim));
                  }
                  return fresh;
                });
    return Objects.requireNonNullElse(added, Set.of());
  }

  private Set<String> insert(List<NewItem<T>> items, long due, String claim) {
    var values = new ArrayList<@Nullable Object>(items.size() * 9);
    for (var each : items) {
      var item = each.item();
      values.add(item.id());
      values.add(item.lane());
      values.add(due);
      values.add(item.payload().length);
      values.add(format.header(item));
      values.add(item.payload());
      values.add(format.state(item));
      values.add(each.claimed() ? owner.name() : null);
      values.add(claim);
    }
    var rows =
        sql("INSERT INTO %s (id, lane, due, bytes, header, payload, state, owner, claim) VALUES "
                + String.join(", ", Collections.nCopies(items.size(), ROW))
                + " ON CONFLICT DO NOTHING")
            .params(values)
            .update();
    var ids = items.stream().map(each -> each.item().id()).toList();
    return rows == items.size()
        ? Set.copyOf(ids)
        : new HashSet<>(
            sql("SELECT id FROM %s WHERE id IN (:ids) AND claim = :claim")
                .param("ids", ids)
                .param("claim", claim)
                .query(String.class)
                .list());
  }

  /**
   * Claims items of a lane that are due, the longest due first.
   *
   * @param now platform time
   * @param most how many at most
   * @param bytes of payload at most, except that one item is always claimed
   * @param claim unique
   */
  List<T> claim(String lane, long now, int most, long bytes, String claim) {
    var ids = fitting(due(lane, now, most), bytes);
    if (ids.isEmpty()) {
      return List.of();
    }
    var claimed =
        database
            .transactions()
            .execute(
                _ -> {
                  // Of those that several processes want, each goes to the first to update it.
                  sql("UPDATE %s SET owner = :owner, claim = :claim"
                          + " WHERE id IN (:ids) AND owner IS NULL AND due <= :now")
                      .param("owner", owner.name())
                      .param("claim", claim)
                      .param("ids", ids)
                      .param("now", now)
                      .update();
                  return sql("SELECT id, header, payload, state FROM %s"
                          + " WHERE id IN (:ids) AND claim = :claim ORDER BY due")
                      .param("ids", ids)
                      .param("claim", claim)
                      .query(this::read)
                      .list();
                });
    return claimed == null ? List.of() : claimed.stream().flatMap(List::stream).toList();
  }

  private List<Size> due(String lane, long now, int most) {
    return sql("SELECT id, bytes FROM %s"
            + " WHERE lane = :lane AND owner IS NULL AND due <= :now ORDER BY due LIMIT :most")
        .param("lane", lane)
        .param("now", now)
        .param("most", most)
        .query((row, _) -> new Size(row.getString("id"), row.getLong("bytes")))
        .list();
  }

  private record Size(String id, long bytes) {}

  private static List<String> fitting(List<Size> sizes, long bytes) {
    var fitting = new ArrayList<String>();
    var left = bytes;
    for (var size : sizes) {
      left -= size.bytes;
      if (left < 0 && !fitting.isEmpty()) {
        break;
      }
      fitting.add(size.id);
    }
    return fitting;
  }

  /** The item, or none: an unreadable one stays claimed, so that it never holds up its lane. */
  private List<T> read(ResultSet row, int number) throws SQLException {
    var id = row.getString("id");
    try {
      return List.of(
          format.read(
              id, row.getBytes("payload"), row.getString("header"), row.getString("state")));
    } catch (RuntimeException e) {
      LOG.error("Row {} of {} cannot be read and is left alone until the next start", id, table, e);
      return List.of();
    }
  }

  /** When the next item of a lane is due that nobody has claimed; null if there is none. */
  @Nullable Long nextDue(String lane) {
    return sql("SELECT due FROM %s WHERE lane = :lane AND owner IS NULL ORDER BY due LIMIT 1")
        .param("lane", lane)
        .query(Long.class)
        .optional()
        .orElse(null);
  }

  /** The lanes with items that nobody has claimed, and when the first of them is due. */
  Map<String, Long> unclaimed() {
    var lanes = new HashMap<String, Long>();
    sql("SELECT lane, MIN(due) AS first_due FROM %s WHERE owner IS NULL GROUP BY lane")
        .query(
            row -> {
              lanes.put(row.getString("lane"), row.getLong("first_due"));
            });
    return lanes;
  }

  /** Writes down what became of items, as one step. */
  void write(List<Change<T>> changes) {
    database
        .transactions()
        .executeWithoutResult(
            _ -> {
              var deleted = new ArrayList<String>();
              for (var change : changes) {
                switch (change) {
                  case Change.Deleted<T>(var id) -> deleted.add(id);
                  case Change.Kept<T>(var item, var due, var claimed) -> keep(item, due, claimed);
                  case Change.Released<T>(var claim) -> release(claim);
                }
              }
              if (!deleted.isEmpty()) {
                sql("DELETE FROM %s WHERE id IN (:ids) AND owner = :owner")
                    .param("ids", deleted)
                    .param("owner", owner.name())
                    .update();
              }
            });
  }

  private void keep(T item, long due, boolean claimed) {
    sql("UPDATE %s SET lane = :lane, due = :due, state = :state"
            + (claimed ? "" : ", owner = NULL")
            + " WHERE id = :id AND owner = :owner")
        .param("lane", item.lane())
        .param("due", due)
        .param("state", format.state(item))
        .param("id", item.id())
        .param("owner", owner.name())
        .update();
  }

  private void release(String claim) {
    sql("UPDATE %s SET owner = NULL WHERE owner = :owner AND claim = :claim")
        .param("owner", owner.name())
        .param("claim", claim)
        .update();
  }

  /** Frees what former starts of this process have claimed, or all, if there is no other one. */
  void takeOver() {
    database
        .transactions()
        .executeWithoutResult(
            _ -> {
              if (owner.alone()) {
                sql("UPDATE %s SET owner = NULL WHERE owner > ''").update();
                sql("DELETE FROM %s_owner").update();
                return;
              }
              var former =
                  sql("SELECT owner FROM %s_owner WHERE instance = :instance AND owner <> :owner")
                      .param("instance", owner.instance())
                      .param("owner", owner.name())
                      .query(String.class)
                      .list();
              former.forEach(this::forget);
            });
  }

  /** Frees what this process has claimed, and takes it from the list of those alive. */
  void leave() {
    database.transactions().executeWithoutResult(_ -> forget(owner.name()));
  }

  private void forget(String name) {
    sql("UPDATE %s SET owner = NULL WHERE owner = :owner").param("owner", name).update();
    sql("DELETE FROM %s_owner WHERE owner = :owner").param("owner", name).update();
  }

  /**
   * Says that this process is alive, and frees what those have claimed who have not said so.
   *
   * @param now wall time, milliseconds since the epoch
   * @param until wall time, milliseconds since the epoch
   * @return whether it was known to be alive
   */
  boolean beat(long now, long until) {
    var known = database.transactions().execute(_ -> beatInTransaction(now, until));
    return Boolean.TRUE.equals(known);
  }

  private boolean beatInTransaction(long now, long until) {
    var known =
        sql("UPDATE %s_owner SET alive_until = :until WHERE owner = :owner")
            .param("until", until)
            .param("owner", owner.name())
            .update();
    if (known == 0) {
      sql("INSERT INTO %s_owner (owner, instance, alive_until) VALUES (:owner, :instance, :until)")
          .param("owner", owner.name())
          .param("instance", owner.instance())
          .param("until", until)
          .update();
    }
    // Who is not on the list is not alive either: it has been taken from it, and has claimed since.
    sql("UPDATE %1$s SET owner = NULL WHERE owner > '' AND owner <> :owner AND owner NOT IN"
            + " (SELECT owner FROM %1$s_owner WHERE alive_until >= :now)")
        .param("owner", owner.name())
        .param("now", now)
        .update();
    sql("DELETE FROM %s_owner WHERE alive_until < :now").param("now", now).update();
    return known > 0;
  }

  private StatementSpec sql(String statement) {
    return database.jdbc().sql(statement.formatted(table));
  }
}
