package dev.triggerfish.eventbus.dynamodb.row;

import dev.triggerfish.aws.digest.Digest;
import dev.triggerfish.eventbus.dynamodb.item.SortKey;
import dev.triggerfish.eventbus.dynamodb.table.Index;
import dev.triggerfish.eventbus.dynamodb.table.Key;
import dev.triggerfish.eventbus.dynamodb.table.Table;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keys of rows: four bytes for the table or index, sixteen of a digest of the partition key, then
 * the sort key in order. An index's sort keys are escaped and followed by a digest of the item's
 * own key, since several items may have the same.
 */
public final class RowKeys {

  private static final int DIGEST_BYTES = 16;
  private static final int ESCAPED = 0x00;
  private static final int ESCAPE = 0xff;

  /** Stands behind each sort key of an index. */
  static final byte[] END_OF_KEY = {0, 1};

  private RowKeys() {}

  /** Of an item, or of what has its key attributes. */
  public static RowKey ofItem(Table table, Map<String, AttributeValue> item) {
    var partition = partition(table.id(), table.key(), item);
    var sort = table.key().sort();
    return sort.isEmpty()
        ? partition
        : partition.and(SortKey.bytes(attribute(item, sort.getFirst())));
  }

  /** Of an item's entry in an index; null if the item is not in it. */
  public static @Nullable RowKey ofEntry(
      Table table, Index index, Map<String, AttributeValue> item) {
    for (var name : index.key().names()) {
      var value = item.get(name);
      if (value == null || !type(value).equals(table.attributeTypes().get(name))) {
        return null;
      }
    }
    var key = partition(index.id(), index.key(), item);
    for (var name : index.key().sort()) {
      key = key.and(escaped(SortKey.bytes(attribute(item, name)))).and(END_OF_KEY);
    }
    return key.and(digest(table.key().names(), item));
  }

  /** Of an item in the list of what expires. */
  static RowKey ofExpiry(int id, long seconds, RowKey item) {
    return prefix(id)
        .and(ByteBuffer.allocate(Long.BYTES).putLong(seconds).array())
        .and(item.bytes());
  }

  /** What the keys of expiries at a time or later do not stand before. */
  static RowKey expiriesFrom(int id, long seconds) {
    return prefix(id).and(ByteBuffer.allocate(Long.BYTES).putLong(Math.max(0, seconds)).array());
  }

  /** The item that an expiry is about. */
  static RowKey itemOfExpiry(RowKey expiry) {
    var bytes = expiry.bytes();
    return new RowKey(Arrays.copyOfRange(bytes, Integer.BYTES + Long.BYTES, bytes.length));
  }

  /** What the keys of all rows with a partition key begin with. */
  public static RowKey partition(int id, Key key, Map<String, AttributeValue> item) {
    return prefix(id).and(digest(key.partition(), item));
  }

  /** The digest of an item's partition key, in hexadecimal digits. */
  public static String partitionDigest(RowKey item) {
    var end = Integer.BYTES + DIGEST_BYTES;
    return HexFormat.of().formatHex(item.bytes(), Integer.BYTES, end);
  }

  /** What the keys of all rows of a table or index begin with. */
  static RowKey prefix(int id) {
    return new RowKey(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
  }

  /** All rows of a table or index. */
  public static RowRange all(int id) {
    return segment(id, 0, 1);
  }

  /**
   * A segment of the rows of a table or index.
   *
   * @param segment from 0
   * @param segments how many there are, at least 1
   */
  public static RowRange segment(int id, int segment, int segments) {
    return new RowRange(
        segmentStart(id, segment, segments), segmentStart(id, segment + 1, segments));
  }

  private static RowKey segmentStart(int id, long segment, int segments) {
    if (segment == 0) {
      return prefix(id);
    }
    if (segment == segments) {
      return prefix(id + 1);
    }
    var digest = (int) ((segment << Integer.SIZE) / segments);
    return prefix(id).and(ByteBuffer.allocate(Integer.BYTES).putInt(digest).array());
  }

  private static byte[] digest(List<String> names, Map<String, AttributeValue> item) {
    var bytes = new ByteArrayOutputStream();
    for (var name : names) {
      var value = attribute(item, name);
      var content = content(value);
      bytes.write(type(value).charAt(0));
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array());
      bytes.writeBytes(content);
    }
    return Arrays.copyOf(Digest.SHA256.of(bytes.toByteArray()), DIGEST_BYTES);
  }

  private static byte[] content(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s().getBytes(StandardCharsets.UTF_8);
      case N -> value.n().getBytes(StandardCharsets.US_ASCII);
      case B -> value.b().asByteArrayUnsafe();
      default -> throw new IllegalArgumentException(value.type() + " is no type of keys");
    };
  }

  private static String type(AttributeValue value) {
    return value.type().name();
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    if (value == null) {
      throw new IllegalArgumentException("No " + name + " in a key");
    }
    return value;
  }

  /** So that the end of a sort key stands before whatever goes on. */
  static byte[] escaped(byte[] bytes) {
    var escaped = new ByteArrayOutputStream(bytes.length + 8);
    for (var b : bytes) {
      escaped.write(b);
      if (b == ESCAPED) {
        escaped.write(ESCAPE);
      }
    }
    return escaped.toByteArray();
  }
}
