package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of an object's bytes.
 *
 * @param first offset
 * @param length at least 1
 */
public record ByteRange(long first, long length) {

  private static final String UNIT = "bytes=";

  /**
   * Reads the header {@code Range}.
   *
   * @param size of the object
   * @return null for the whole object: without a header, and with one that S3 does not understand,
   *     such as one of several ranges
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException 416, if the range has no
   *     byte of the object
   */
  public static @Nullable ByteRange parse(@Nullable String header, long size) {
    if (header == null || !header.startsWith(UNIT)) {
      return null;
    }
    var text = header.substring(UNIT.length()).strip();
    var dash = text.indexOf('-');
    if (dash < 0) {
      return null;
    }
    var first = offset(text.substring(0, dash));
    var last = offset(text.substring(dash + 1));
    if (dash == 0) {
      return last == null ? null : suffix(last, size, header);
    }
    if (first == null || (last == null && dash != text.length() - 1)) {
      return null;
    }
    if (last != null && last < first) {
      return null;
    }
    if (first >= size) {
      throw notSatisfiable(header, size);
    }
    var end = last == null ? size - 1 : Math.min(last, size - 1);
    return new ByteRange(first, end - first + 1);
  }

  private static ByteRange suffix(long length, long size, String header) {
    if (length == 0 || size == 0) {
      throw notSatisfiable(header, size);
    }
    var taken = Math.min(length, size);
    return new ByteRange(size - taken, taken);
  }

  /** As in {@code Content-Range}. */
  String contentRange(long size) {
    return "bytes " + first + "-" + (first + length - 1) + "/" + size;
  }

  private static RuntimeException notSatisfiable(String header, long size) {
    return S3Errors.detailed(
        "InvalidRange",
        416,
        "The requested range is not satisfiable",
        "RangeRequested",
        header,
        "ActualObjectSize",
        Long.toString(size));
  }

  /**
   * An offset as headers write it: digits alone; what is too great for a long is greater than any
   * object.
   *
   * @return null if it is none
   */
  public static @Nullable Long offset(String text) {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
