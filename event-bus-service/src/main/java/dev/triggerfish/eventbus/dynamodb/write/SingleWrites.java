package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.aws.operation.Caller;
import dev.triggerfish.eventbus.dynamodb.row.Change;
import dev.triggerfish.eventbus.dynamodb.row.ItemWriter;
import dev.triggerfish.eventbus.dynamodb.row.Write;
import dev.triggerfish.eventbus.dynamodb.row.WriteOutcome;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import dev.triggerfish.eventbus.dynamodb.table.Tables;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Writes one item. */
final class SingleWrites {

  private final Tables tables;
  private final ItemWriter writer;

  SingleWrites(Tables tables, ItemWriter writer) {
    this.tables = tables;
    this.writer = writer;
  }

  /**
   * Writes an item, and returns when that is durable.
   *
   * @param checked the write, checked against the table; again if the table has changed meanwhile
   */
  Change write(String tableName, Caller caller, Function<Table, Write> checked) {
    while (true) {
      var table = tables.ofItems(tableName, caller);
      switch (writer.write(List.of(checked.apply(table)))) {
        case WriteOutcome.Written(var changes) -> {
          return changes.getFirst();
        }
        case WriteOutcome.Failed(var errors) -> throw Objects.requireNonNull(errors.getFirst());
        case WriteOutcome.TableChanged() -> tables.forget(table);
        case WriteOutcome.Replayed _, WriteOutcome.TokenMismatch _, WriteOutcome.TooLarge _ ->
            throw new IllegalStateException("This is no transaction");
      }
    }
  }
}
