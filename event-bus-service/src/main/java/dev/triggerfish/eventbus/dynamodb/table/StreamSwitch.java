package dev.triggerfish.eventbus.dynamodb.table;

/** Switches streams of tables on and off. */
public interface StreamSwitch {

  /**
   * A table with a new stream.
   *
   * @param viewType what its records hold
   */
  Table on(Table table, String viewType);

  /** A table without its stream, which can be read for another day. */
  Table off(Table table);
}
