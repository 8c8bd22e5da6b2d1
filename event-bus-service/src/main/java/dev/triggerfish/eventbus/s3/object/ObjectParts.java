package dev.triggerfish.eventbus.s3.object;

import dev.triggerfish.eventbus.s3.bucket.S3Errors;
import org.jspecify.annotations.Nullable;

/** Where the parts of an object lie that came in parts. */
final class ObjectParts {

  private ObjectParts() {}

  /** A part's bytes; what came in one piece is its own first part. Null if there are no bytes. */
  static @Nullable ByteRange stretch(StoredObject object, int partNumber) {
    var sizes = object.details().partSizes();
    var count = sizes == null ? 1 : sizes.size();
    if (partNumber < 1 || partNumber > count) {
      throw S3Errors.detailed(
          "InvalidPartNumber",
          416,
          "The requested partnumber is not satisfiable",
          "PartNumberRequested",
          Integer.toString(partNumber),
          "ActualPartCount",
          Integer.toString(count));
    }
    if (sizes == null) {
      return object.size() == 0 ? null : new ByteRange(0, object.size());
    }
    var first = sizes.subList(0, partNumber - 1).stream().mapToLong(Long::longValue).sum();
    var length = sizes.get(partNumber - 1);
    return length == 0 ? null : new ByteRange(first, length);
  }
}
