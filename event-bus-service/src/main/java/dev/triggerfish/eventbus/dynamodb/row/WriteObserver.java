package dev.triggerfish.eventbus.dynamodb.row;

import java.util.List;

/** Is told what was written and is durable, on the threads that wait for it: it must not wait. */
public interface WriteObserver {

  /** Items were written. */
  void written(List<Change> changes, boolean inTransaction);

  /**
   * A transaction was asked for again, and was not made again.
   *
   * @param items as they are
   */
  void replayed(List<Change> items);

  /** Items have expired; some of these are as they were, since their time was put off. */
  void expired(List<Change> changes);
}
