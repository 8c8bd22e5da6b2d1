package dev.triggerfish.eventbus.dynamodb.table;

import java.util.List;

/** What the rows begin with of tables and indexes that have been deleted. */
public final class DroppedPrefixes {

  private final TableStore store;

  DroppedPrefixes(TableStore store) {
    this.store = store;
  }

  /** Those that may still have rows. */
  public List<Integer> all() {
    return store.dropped();
  }

  /** The rows of one are gone. */
  public void forget(int prefix) {
    store.forget(prefix);
  }
}
