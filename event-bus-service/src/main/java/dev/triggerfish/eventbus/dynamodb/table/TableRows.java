package dev.triggerfish.eventbus.dynamodb.table;

/** What tables know of their rows. */
public interface TableRows {

  /** How many rows a table or index has, and how large they are. */
  Extent extent(int id);

  /** Adds the items that are there to indexes that are not complete, in the background. */
  void fill();

  /** Deletes the rows of what is no longer there, in the background. */
  void sweep();

  /**
   * A size.
   *
   * @param rows how many
   * @param bytes in them
   */
  record Extent(long rows, long bytes) {}
}
