package dev.triggerfish.eventbus.dynamodb.table;

import dev.triggerfish.aws.storage.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The tables of all accounts and regions. */
final class TableStore {

  private static final String WHERE = " WHERE account_id = ? AND region = ? AND name = ?";

  private final Database database;
  private final JsonMapper json = JsonMapper.shared();

  TableStore(Database database) {
    this.database = database;
  }

  /** A number that no other table or index has or will have. */
  int nextPrefix() {
    return database.jdbc().sql("SELECT nextval('row_prefix')").query(Integer.class).single();
  }

  /** A table, or null. */
  @Nullable Table find(String accountId, String region, String name) {
    return find(accountId, region, name, "");
  }

  private @Nullable Table find(String accountId, String region, String name, String locking) {
    return database
        .jdbc()
        .sql("SELECT definition FROM dynamo_table" + WHERE + locking)
        .params(accountId, region, name)
        .query(String.class)
        .optional()
        .map(this::table)
        .orElse(null);
  }

  private Table table(String definition) {
    return json.readValue(definition, Table.class);
  }

  /** Tables by their ids. */
  Map<Integer, Table> read(Collection<Integer> ids) {
    var tables = new HashMap<Integer, Table>();
    if (!ids.isEmpty()) {
      database
          .jdbc()
          .sql("SELECT definition FROM dynamo_table WHERE id IN (:ids)")
          .param("ids", ids)
          .query(String.class)
          .list()
          .forEach(
              definition -> {
                var table = table(definition);
                tables.put(table.id(), table);
              });
    }
    return tables;
  }

  /** Makes a table; false if there is one of that name. */
  boolean create(Table table) {
    return database
            .jdbc()
            .sql(
                "INSERT INTO dynamo_table (account_id, region, name, id, definition)"
                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
            .params(
                table.accountId(),
                table.region(),
                table.name(),
                table.id(),
                json.writeValueAsString(table))
            .update()
        == 1;
  }

  /**
   * Changes a table in a transaction.
   *
   * @param change may throw, which changes nothing
   * @return the table as it is then; null if there is none
   */
  @Nullable Table change(
      String accountId, String region, String name, UnaryOperator<Table> change) {
    return database
        .transactions()
        .execute(
            _ -> {
              var table = find(accountId, region, name, " FOR UPDATE");
              if (table == null) {
                return null;
              }
              var changed = change.apply(table);
              database
                  .jdbc()
                  .sql("UPDATE dynamo_table SET definition = ?" + WHERE)
                  .params(json.writeValueAsString(changed), accountId, region, name)
                  .update();
              drop(prefixes(table).filter(id -> prefixes(changed).noneMatch(kept -> kept == id)));
              return changed;
            });
  }

  /** Deletes a table; its rows follow. */
  void delete(Table table) {
    database
        .transactions()
        .executeWithoutResult(
            _ -> {
              database
                  .jdbc()
                  .sql("DELETE FROM dynamo_table" + WHERE + " AND id = ?")
                  .params(table.accountId(), table.region(), table.name(), table.id())
                  .update();
              drop(prefixes(table));
            });
  }

  private static IntStream prefixes(Table table) {
    var timeToLive = table.timeToLive();
    return IntStream.concat(
        IntStream.of(table.id()),
        IntStream.concat(
            table.indexes().stream().mapToInt(Index::id),
            timeToLive == null ? IntStream.empty() : IntStream.of(timeToLive.id())));
  }

  private void drop(IntStream prefixes) {
    prefixes.forEach(
        id ->
            database
                .jdbc()
                .sql("INSERT INTO dropped_prefix (id) VALUES (?) ON CONFLICT DO NOTHING")
                .param(id)
                .update());
  }

  /** Prefixes whose rows are to go. */
  List<Integer> dropped() {
    return database
        .jdbc()
        .sql("SELECT id FROM dropped_prefix ORDER BY id")
        .query((row, _) -> row.getInt("id"))
        .list();
  }

  /** The rows of a prefix are gone. */
  void forget(int prefix) {
    database.jdbc().sql("DELETE FROM dropped_prefix WHERE id = ?").param(prefix).update();
  }

  /** Names after one, in order. */
  List<String> list(String accountId, String region, String after, int most) {
    return database
        .jdbc()
        .sql(
            "SELECT name FROM dynamo_table WHERE account_id = ? AND region = ? AND name > ?"
                + " ORDER BY name LIMIT ?")
        .params(accountId, region, after, most)
        .query((row, _) -> row.getString("name"))
        .list();
  }

  /** All tables of all accounts and regions. */
  Stream<Table> all() {
    return database
        .jdbc()
        .sql("SELECT definition FROM dynamo_table ORDER BY id")
        .query((row, _) -> table(row.getString("definition")))
        .list()
        .stream();
  }
}
