package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import dev.triggerfish.eventbus.dynamodb.table.Tables;

/**
 * Adds the items that were there before to indexes that a table got later. Writes keep such an
 * index from the moment on at which the table has it, so each item needs one visit; several
 * processes and several visits do no harm.
 */
final class IndexFilling {

  private static final int AT_ONCE = 200;

  private final Database database;
  private final Tables tables;
  private final ItemRows rows;

  IndexFilling(Database database, Tables tables, ItemRows rows) {
    this.database = database;
    this.tables = tables;
    this.rows = rows;
  }

  /** Fills all indexes that are not complete. */
  void fillAll() {
    tables.incomplete().forEach(this::fill);
  }

  private void fill(Table table) {
    var rest = RowKeys.all(table.id());
    var some = rows.read(rest, false, AT_ONCE);
    while (!some.isEmpty()) {
      for (var row : some) {
        visit(table, row);
      }
      rest = rest.after(some.getLast().key());
      some = rows.read(rest, false, AT_ONCE);
    }
    tables.completed(table);
  }

  /** Holds the item, so that no write comes between what is read and what is written of it. */
  private void visit(Table table, Row seen) {
    database
        .transactions()
        .executeWithoutResult(
            _ -> {
              var row = seen;
              while (row != null && !rows.hold(row)) {
                row = rows.find(seen.key());
              }
              if (row != null) {
                IndexEntries.follow(rows, row.key(), new Change(table, null, row.item()));
              }
            });
  }
}
