package dev.triggerfish.eventbus.dynamodb.row;

import java.util.Arrays;
import java.util.HexFormat;

/** The key of a row. Rows stand in the order of their keys' unsigned bytes. */
public final class RowKey implements Comparable<RowKey> {

  private final byte[] bytes;

  /** Takes the bytes as they are. */
  RowKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Its bytes, not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** The first key after all that begin with this one. */
  RowKey afterAllThatBeginSo() {
    for (var i = bytes.length - 1; i >= 0; i--) {
      if (bytes[i] != -1) {
        var next = Arrays.copyOf(bytes, i + 1);
        next[i]++;
        return new RowKey(next);
      }
    }
    throw new IllegalStateException("No key is after " + this);
  }

  /** The next key. */
  RowKey next() {
    return new RowKey(Arrays.copyOf(bytes, bytes.length + 1));
  }

  /** The key that begins with this one and goes on. */
  RowKey and(byte[] more) {
    var all = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, all, bytes.length, more.length);
    return new RowKey(all);
  }

  @Override
  public int compareTo(RowKey other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
