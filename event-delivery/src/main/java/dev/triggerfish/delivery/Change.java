package dev.triggerfish.delivery;

/** What is written about claimed items; it has no effect on those that another process has. */
sealed interface Change<T extends DueItem> {

  /** An item is deleted. */
  record Deleted<T extends DueItem>(String id) implements Change<T> {}

  /**
   * An item is kept as it is now.
   *
   * @param due in platform time, milliseconds since the epoch
   * @param claimed whether it stays claimed
   */
  record Kept<T extends DueItem>(T item, long due, boolean claimed) implements Change<T> {}

  /**
   * All that was claimed with one statement is free again.
   *
   * @param claim of the statement
   */
  record Released<T extends DueItem>(String claim) implements Change<T> {}
}
