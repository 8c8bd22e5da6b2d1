package dev.triggerfish.eventbus.dynamodb.write;

import dev.triggerfish.eventbus.dynamodb.metric.TableMetrics;
import dev.triggerfish.eventbus.dynamodb.row.Change;
import dev.triggerfish.eventbus.dynamodb.row.WriteObserver;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Counts the capacity that writes have consumed, whether or not the request asks for it. */
final class WriteMeter implements WriteObserver {

  private static final int TRANSACTION_FACTOR = 2;

  private final TableMetrics metrics;

  WriteMeter(TableMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void written(List<Change> changes, boolean inTransaction) {
    byTable(
        changes,
        (table, some) -> {
          var units = WriteCapacity.units(some, inTransaction ? TRANSACTION_FACTOR : 1);
          metrics.wrote(table, units.withLocal(), units.global());
        });
  }

  @Override
  public void replayed(List<Change> items) {
    byTable(
        items,
        (table, some) ->
            metrics.read(table, null, WriteCapacity.unitsOfReplay(some, TRANSACTION_FACTOR)));
  }

  @Override
  public void expired(List<Change> changes) {
    byTable(
        changes.stream()
            .filter(change -> change.before() != null && change.after() == null)
            .toList(),
        (table, some) -> metrics.expired(table, some.size()));
  }

  private static void byTable(List<Change> changes, BiConsumer<Table, List<Change>> counted) {
    if (changes.size() == 1) {
      counted.accept(changes.getFirst().table(), changes);
      return;
    }
    changes.stream()
        .collect(Collectors.groupingBy(change -> change.table().id()))
        .values()
        .forEach(some -> counted.accept(some.getFirst().table(), some));
  }
}
