package dev.triggerfish.eventbus.s3.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of objects: those whose keys begin with a prefix, in the order of their keys'
 * bytes, where those that have a delimiter behind the prefix are rolled up.
 *
 * @param objects that are not rolled up
 * @param commonPrefixes that stand for those that are
 * @param last the last object's key or common prefix; null on an empty page
 * @param truncated whether there are more
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html">
 *     Organizing objects using prefixes</a>
 */
record ListingPage(
    List<StoredObject> objects,
    List<String> commonPrefixes,
    @Nullable String last,
    boolean truncated) {

  /** Where objects come from, in the order of their keys. */
  @FunctionalInterface
  interface Source {
    /**
     * At most {@code limit} from a key on, which is part of it, up to before another or the end.
     */
    List<StoredObject> range(byte[] from, byte @Nullable [] before, int limit);
  }

  /**
   * Reads a page.
   *
   * @param after a key or common prefix behind which it begins; empty for the beginning
   * @param limit at least 1: objects and common prefixes together
   */
  static ListingPage read(
      Source source, String prefix, @Nullable String delimiter, String after, int limit) {
    var reader = new Reader(source, prefix, delimiter == null ? "" : delimiter, limit);
    return reader.read(after);
  }

  private static final class Reader {

    private final Source source;
    private final String prefix;
    private final String delimiter;
    private final int limit;
    private final byte @Nullable [] end;
    private final List<StoredObject> objects = new ArrayList<>();
    private final List<String> commonPrefixes = new ArrayList<>();
    private @Nullable String last;
    private boolean more;

    Reader(Source source, String prefix, String delimiter, int limit) {
      this.source = source;
      this.prefix = prefix;
      this.delimiter = delimiter;
      this.limit = limit;
      this.end = ObjectKey.afterAll(ObjectKey.bytes(prefix));
    }

    ListingPage read(String after) {
      var from = start(after);
      while (from != null) {
        var batch = source.range(from, end, limit + 1);
        from = take(batch);
      }
      return new ListingPage(objects, commonPrefixes, last, more);
    }

    private byte @Nullable [] start(String after) {
      var first = ObjectKey.bytes(prefix);
      if (after.isEmpty()) {
        return first;
      }
      var rolledUp = rolledUp(after);
      var behind =
          after.equals(rolledUp)
              ? ObjectKey.afterAll(ObjectKey.bytes(after))
              : ObjectKey.after(ObjectKey.bytes(after));
      return behind == null || Arrays.compareUnsigned(behind, first) > 0 ? behind : first;
    }

    /** Takes what fits; where to go on, or null if there is nothing to go on for. */
    private byte @Nullable [] take(List<StoredObject> batch) {
      for (var object : batch) {
        var common = rolledUp(object.key());
        if (common != null && common.equals(last)) {
          continue;
        }
        if (objects.size() + commonPrefixes.size() == limit) {
          more = true;
          return null;
        }
        if (common == null) {
          objects.add(object);
          last = object.key();
        } else {
          commonPrefixes.add(common);
          last = common;
        }
      }
      if (batch.size() <= limit) {
        return null;
      }
      var lastKey = batch.getLast().key();
      var common = rolledUp(lastKey);
      return common == null
          ? ObjectKey.after(ObjectKey.bytes(lastKey))
          : ObjectKey.afterAll(ObjectKey.bytes(common));
    }

    /** The common prefix that stands for a key; null if the key stands for itself. */
    private @Nullable String rolledUp(String key) {
      if (delimiter.isEmpty() || !key.startsWith(prefix)) {
        return null;
      }
      var at = key.indexOf(delimiter, prefix.length());
      return at < 0 ? null : key.substring(0, at + delimiter.length());
    }
  }
}
