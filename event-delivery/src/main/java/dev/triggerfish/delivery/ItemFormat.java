package dev.triggerfish.delivery;

/** How a service's items stand in the columns of its table. */
public interface ItemFormat<T extends DueItem> {

  /** What never changes, apart from the payload. */
  String header(T item);

  /** What each attempt may change. */
  String state(T item);

  /**
   * Reads an item as it was written.
   *
   * @throws RuntimeException for a row that is none of this format; such a row is kept, and never
   *     worked on
   */
  T read(String id, byte[] payload, String header, String state);
}
