package dev.triggerfish.eventbus.dynamodb.row;

/**
 * Rows from one key to another.
 *
 * @param from the first key that belongs to it
 * @param to the first key after it
 */
public record RowRange(RowKey from, RowKey to) {

  /** Whether no key belongs to it. */
  public boolean isEmpty() {
    return from.compareTo(to) >= 0;
  }

  /** What of it is after a key. */
  public RowRange after(RowKey key) {
    var next = key.next();
    return next.compareTo(from) > 0 ? new RowRange(next, to) : this;
  }

  /** What of it is before a key. */
  public RowRange before(RowKey key) {
    return key.compareTo(to) < 0 ? new RowRange(from, key) : this;
  }

  /** Whether a key belongs to it. */
  public boolean contains(RowKey key) {
    return from.compareTo(key) <= 0 && key.compareTo(to) < 0;
  }
}
