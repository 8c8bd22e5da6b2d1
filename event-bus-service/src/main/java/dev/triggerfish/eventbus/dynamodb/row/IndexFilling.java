package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.aws.storage.Database;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Adds the items that were there before to indexes that a table got later. Writes keep such an
 * index from the moment on at which the table has it, so each item needs one visit; several
 * processes and several visits do no harm.
 */
final class IndexFilling {

  private static final int AT_ONCE = 50;

  private final Database database;
  private final Tables tables;
  private final ItemRows rows;

  IndexFilling(Database database, Tables tables, ItemRows rows) {
    this.database = database;
    this.tables = tables;
    this.rows = rows;
  }

  /** Fills all indexes that are not complete, also those that appear meanwhile. */
  void fillAll(BooleanSupplier mayGoOn) {
    var incomplete = tables.incomplete();
    while (!incomplete.isEmpty() && mayGoOn.getAsBoolean()) {
      incomplete.forEach(table -> fill(table, mayGoOn));
      incomplete = tables.incomplete();
    }
  }

  private void fill(Table table, BooleanSupplier mayGoOn) {
    Step next = new Step.From(RowKeys.all(table.id()));
    while (next instanceof Step.From(var rest) && mayGoOn.getAsBoolean()) {
      next = database.transactions().execute(_ -> visit(table, rest));
    }
    if (next instanceof Step.Done) {
      tables.completed(table);
    }
  }

  /** Where filling is. */
  private sealed interface Step {
    record From(RowRange rest) implements Step {}

    record Done() implements Step {}

    /** The table is no longer what it was, and is to be looked at again. */
    record Changed() implements Step {}
  }

  /** Adds the first items of a range, while no write of the table comes in between. */
  private Step visit(Table table, RowRange rest) {
    if (!table.equals(tables.lock(Set.of(table.id())).get(table.id()))) {
      return new Step.Changed();
    }
    var missing = table.withIncomplete();
    var some = rows.read(rest, false, AT_ONCE);
    for (var row : some) {
      IndexEntries.follow(rows, row.key(), new Change(missing, null, row.item()));
    }
    return some.size() < AT_ONCE
        ? new Step.Done()
        : new Step.From(rest.after(some.getLast().key()));
  }
}
