package dev.triggerfish.eventbus.dynamodb.row;

import java.util.List;

/** Is told of changes in the transaction that makes them, in their order. */
@FunctionalInterface
public interface ChangeListener {

  /**
   * Takes changes; what it writes is committed with them.
   *
   * @param changes of items that differ afterwards
   */
  void changed(List<Made> changes);

  /**
   * A change of an item.
   *
   * @param key of the item
   * @param change what it was and is
   * @param byTheService whether the item has expired, and nobody has asked for the change
   */
  record Made(RowKey key, Change change, boolean byTheService) {}
}
