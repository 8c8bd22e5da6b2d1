package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.util.Collection;
import java.util.Map;

/**
 * Tells whether tables are still what those thought who have checked writes: another process may
 * have added an index, switched on a stream or deleted the table.
 */
@FunctionalInterface
public interface TableVersions {

  /**
   * The tables of these ids as they are now. Until the running transaction ends nobody else writes
   * their items or changes them.
   */
  Map<Integer, Table> lock(Collection<Integer> ids);
}
