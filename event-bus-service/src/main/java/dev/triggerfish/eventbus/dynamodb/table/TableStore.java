package dev.triggerfish.eventbus.dynamodb.table;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.triggerfish.aws.storage.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The tables of all accounts and regions. */
final class TableStore {

  private static final int MOST_CHARACTERS = 10_000_000;
  private static final String WHERE = " WHERE account_id = ? AND region = ? AND name = ?";

  private final Database database;
  private final JsonMapper json = JsonMapper.shared();

  /** Definitions that were read, by their text: each commit of items reads those it concerns. */
  private final LoadingCache<String, Table> parsed =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .weigher((String definition, Table _) -> definition.length())
          .build(definition -> json.readValue(definition, Table.class));

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
    return parsed.get(definition);
  }

  /**
   * Tables by their ids, locked until the running transaction ends; always in the same order, so
   * that nobody waits for somebody who waits.
   */
  Map<Integer, Table> lock(Collection<Integer> ids) {
    var tables = new HashMap<Integer, Table>();
    if (!ids.isEmpty()) {
      database
          .jdbc()
          .sql("SELECT definition FROM dynamo_table WHERE id IN (:ids) ORDER BY id FOR UPDATE")
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

  /**
   * Makes a table in a transaction.
   *
   * @param table makes it, and may write what belongs to it
   * @return the table; null if there is one of that name, and nothing was written
   */
  @Nullable Table create(Supplier<Table> table) {
    return database
        .transactions()
        .execute(
            transaction -> {
              var made = table.get();
              if (isInserted(made)) {
                return made;
              }
              transaction.setRollbackOnly();
              return null;
            });
  }

  private boolean isInserted(Table table) {
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

  /**
   * Deletes a table in a transaction; its rows follow.
   *
   * @param last what is done with the table before; it may throw, which leaves the table
   * @return the table as it was; null if there is none
   */
  @Nullable Table delete(String accountId, String region, String name, UnaryOperator<Table> last) {
    return database
        .transactions()
        .execute(
            _ -> {
              var table = find(accountId, region, name, " FOR UPDATE");
              if (table == null) {
                return null;
              }
              var deleted = last.apply(table);
              database
                  .jdbc()
                  .sql("DELETE FROM dynamo_table" + WHERE)
                  .params(accountId, region, name)
                  .update();
              drop(prefixes(table));
              return deleted;
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
